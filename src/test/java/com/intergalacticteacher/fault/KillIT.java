package com.intergalacticteacher.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.testing.Patience;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 of the node that tells, each story at a random moment of its own: {@code -Dfaults.kills} stories in all. */
class KillIT {
    private static final int KILLS = Integer.getInteger("faults.kills", 8);
    private static final int AT_ONCE = 20;

    /** Chunks of a story before the next one starts, and of the last one before the kill. */
    private static final int STEP = 6;

    private static final int LAST = 40;
    private static final String TOLD_AS_BEFORE = "SELECT count(*) FROM streams WHERE ended_at IS NULL AND epoch = 1";

    @TempDir
    private Path folder;

    @Test
    void kill_atARandomMomentOfEachStory_losesNoLetterAndRepeatsNone() throws Exception {
        try (FaultCluster cluster = new FaultCluster(folder, 3, Map.of())) {
            List<StoryReader> killed = new ArrayList<>();
            int kills = 0;
            while (killed.size() < KILLS) {
                FaultNode victim = cluster.node(kills++ % 3);
                List<StoryReader> readers = begin(cluster, victim, Math.min(AT_ONCE, KILLS - killed.size()));
                assertThat(victim.leftovers().isNone())
                        .describedAs("what must be gone at the end is seen while it is there")
                        .isFalse();
                Map<StoryReader, Long> epochs = new HashMap<>();
                readers.forEach(reader -> epochs.put(reader, cluster.epoch(reader.streamId())));
                victim.kill();
                // Under its own name it would free what it told: the others are to take over because its lease runs
                // out.
                Patience.until("taken over", () -> cluster.number(TOLD_AS_BEFORE) == 0);
                victim.launch();
                cluster.check(readers);
                // Only what was not told to its end is claimed again.
                readers.removeIf(reader -> cluster.epoch(reader.streamId()) == epochs.get(reader));
                assertThat(readers).describedAs("killed in mid-stream").isNotEmpty();
                killed.addAll(readers);
                victim.awaitReady();
            }
            cluster.assertNothingLeft();
            Tally.add("kill -9 of the node that tells", kills, killed);
        }
    }

    /** One after the other, so that the kill finds each somewhere else. */
    private static List<StoryReader> begin(FaultCluster cluster, FaultNode teller, int stories) throws Exception {
        List<StoryReader> readers = new ArrayList<>();
        for (int i = 1; i <= stories; i++) {
            StoryReader reader = cluster.read(cluster.start(teller));
            Patience.await(reader.more(cluster.random().nextInt(i < stories ? STEP : LAST)));
            readers.add(reader);
        }
        return readers;
    }
}
