package com.intergalacticteacher.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three nodes; the one that tells is killed, frozen, cut off. {@code -Dfaults.rounds} says how often. */
class KillIT {
    private static final int STORIES = 10;

    @TempDir
    private Path folder;

    @Test
    void kill_inMidStream_losesNoLetter() throws Exception {
        int rounds = Integer.getInteger("faults.rounds", 1);
        List<StoryReader> all = new ArrayList<>();
        try (FaultCluster cluster = new FaultCluster(folder, 3, Map.of())) {
            for (int round = 0; round < rounds; round++) {
                FaultNode victim = cluster.node(round % 3);
                List<StoryReader> readers = new ArrayList<>();
                for (int i = 0; i < STORIES; i++) {
                    readers.add(cluster.read(cluster.start(victim)));
                }
                int chunks = 3 + cluster.random().nextInt(60);
                StoryReader one = readers.get(cluster.random().nextInt(STORIES));
                FaultCluster.until("chunk " + chunks, () -> one.chunks() >= chunks);
                for (StoryReader reader : readers) {
                    FaultCluster.until("every story has begun", () -> reader.chunks() > 0);
                }
                victim.kill();
                for (StoryReader reader : readers) {
                    assertThat(reader.outcome())
                            .describedAs("killed in mid-stream")
                            .isEmpty();
                }
                victim.launch();
                cluster.check(readers);
                for (StoryReader reader : readers) {
                    assertThat(cluster.epoch(reader.streamId()))
                            .describedAs("taken over")
                            .isGreaterThan(1);
                }
                all.addAll(readers);
                victim.awaitReady();
            }
            cluster.assertNothingLeft();
            Tally.add("kill -9 of the node that tells", all.size(), all, "");
        }
    }
}
