package com.intergalacticteacher.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.testing.Patience;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node goes, and another is full. {@code -Dfaults.streams} says under how many open streams. */
@Tag("faults")
class DrainIT {
    private static final int STREAMS = Integer.getInteger("faults.streams", 40);

    @TempDir
    private Path folder;

    @Test
    void drain_underOpenStreams_handsThemOverAndExitsWith0() throws Exception {
        Map<String, String> slow = Map.of(
                "BUILTIN_TOKENS_PER_SECOND",
                STREAMS > 100 ? "3" : "10",
                // What is not handed over would be taken over too late.
                "NODE_LEASE",
                "60s");
        try (FaultCluster cluster = new FaultCluster(folder, 2, slow)) {
            FaultNode going = cluster.node(0);
            List<StoryReader> readers = new ArrayList<>();
            for (int i = 0; i < STREAMS; i++) {
                readers.add(cluster.read(cluster.start(going)));
            }
            FaultCluster.awaitBegun(readers);
            for (StoryReader reader : readers) {
                assertThat(reader.outcome()).isEmpty();
            }
            long start = System.nanoTime();
            going.terminate();
            assertThat(refusal(cluster, going)).isEqualTo(503);
            assertThat(going.awaitExit()).describedAs(going.output()).isZero();
            long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
            for (StoryReader reader : readers) {
                assertThat(reader.outcome())
                        .describedAs("it did not wait for the stories")
                        .isEmpty();
            }
            System.out.println("drained " + STREAMS + " streams in " + seconds + " s");
            cluster.check(readers);
            going.launch();
            going.awaitReady();
            List<StoryReader> moved =
                    readers.stream().filter(reader -> reader.connections() > 1).toList();
            assertThat(moved).isNotEmpty().allMatch(reader -> reader.sentAway() > 0);
            assertThat(moved.stream().map(StoryReader::sentAway).distinct().count())
                    .describedAs("not all at the same moment")
                    .isGreaterThan(1);
            for (StoryReader reader : readers) {
                assertThat(cluster.epoch(reader.streamId())).isGreaterThan(1);
            }
            cluster.assertNothingLeft();
            Tally.add("SIGTERM under " + STREAMS + " open streams", 1, readers);
        }
    }

    /** What a new story is answered while the node drains. */
    private static int refusal(FaultCluster cluster, FaultNode going) throws Exception {
        for (int i = 0; i < 1_000; i++) {
            try {
                HttpResponse<String> answer = going.call(
                        "POST",
                        "/stories/streams",
                        cluster.token(),
                        "{\"child_id\":" + cluster.childId() + ",\"theme\":\"space\",\"title\":\"Late " + i + "\"}");
                if (answer.statusCode() == 503) {
                    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
                    assertThat(answer.body()).contains("DRAINING");
                    return 503;
                }
            } catch (IOException e) {
                return -1;
            }
        }
        return 0;
    }

    @Test
    void open_onAFullNode_isToldByAnother() throws Exception {
        try (FaultCluster cluster = new FaultCluster(folder, 1, Map.of("MAX_STREAMS_PER_NODE", "1"))) {
            StoryReader first = cluster.read(cluster.start(cluster.node(0)));
            StoryReader second = cluster.read(cluster.start(cluster.node(0)));
            Patience.await(second.when(second.story()::hasWaited));
            assertThat(cluster.number("SELECT epoch FROM streams WHERE owner IS NULL AND ended_at IS NULL"))
                    .isZero();
            FaultNode other = cluster.addNode();
            other.awaitReady();
            cluster.check(List.of(first, second));
            assertThat(first.story().hasWaited()).isFalse();
            cluster.assertNothingLeft();
        }
    }
}
