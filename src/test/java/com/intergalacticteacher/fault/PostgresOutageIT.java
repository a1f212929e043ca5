package com.intergalacticteacher.fault;

import static com.intergalacticteacher.testing.Patience.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.database.EmbeddedPostgres;
import com.intergalacticteacher.testing.Patience;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL itself goes away. {@code -Dfaults.outage} says for how many seconds. */
@Tag("faults")
class PostgresOutageIT {
    private static final int SECONDS = Integer.getInteger("faults.outage", 6);

    @TempDir
    private Path folder;

    @Test
    void restart_inMidStream_holdsAndGoesOn() throws Exception {
        List<StoryReader> readers = outage(0);
        Tally.add("PostgreSQL restarted", 1, readers);
    }

    @Test
    void outage_inMidStream_holdsAndGoesOn() throws Exception {
        List<StoryReader> readers = outage(SECONDS);
        Tally.add("PostgreSQL gone for " + SECONDS + " s", 1, readers);
    }

    /** As many heartbeats as seconds are heard by every viewer meanwhile, and nothing else. */
    private List<StoryReader> outage(int seconds) throws Exception {
        EmbeddedPostgres first = EmbeddedPostgres.start(folder);
        EmbeddedPostgres second = null;
        try (FaultCluster cluster = new FaultCluster(folder, 2, Map.of("STREAM_HEARTBEAT", "1s"), first.url())) {
            List<StoryReader> readers = begin(cluster);
            first.close();
            for (StoryReader reader : readers) {
                assertThat(reader.outcome()).describedAs("gone in mid-stream").isEmpty();
            }
            for (int i = 0; i < 2 && seconds > 0; i++) {
                assertRefusing(cluster, cluster.node(i));
            }
            // What was journaled before has arrived by now.
            List<Integer> seqs =
                    readers.stream().map(reader -> reader.story().seq()).toList();
            hold(readers, seconds);
            for (int i = 0; i < readers.size() && seconds > 0; i++) {
                assertThat(readers.get(i).connections())
                        .describedAs("the stream holds")
                        .isEqualTo(1);
                assertThat(readers.get(i).story().seq())
                        .describedAs("nothing unjournaled is shown")
                        .isEqualTo(seqs.get(i));
            }
            second = EmbeddedPostgres.start(folder);
            cluster.database(second.url());
            cluster.check(readers);
            for (int i = 0; i < 2; i++) {
                until("ready again", cluster.node(i)::isReady);
            }
            cluster.assertNothingLeft();
            return readers;
        } finally {
            if (second != null) {
                second.close();
            }
        }
    }

    private static List<StoryReader> begin(FaultCluster cluster) throws Exception {
        List<StoryReader> readers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            readers.add(cluster.read(cluster.start(cluster.node(i % 2))));
        }
        FaultCluster.awaitBegun(readers);
        return readers;
    }

    private static void hold(List<StoryReader> readers, int seconds) throws Exception {
        for (StoryReader reader : readers) {
            Patience.await(reader.when(() -> reader.heartbeats() >= seconds));
        }
    }

    private static void assertRefusing(FaultCluster cluster, FaultNode node) throws Exception {
        until("not ready", () -> !node.isReady());
        assertThat(node.isAlive()).isTrue();
        for (String method : List.of("POST", "GET")) {
            HttpResponse<String> refused = node.call(
                    method,
                    method.equals("POST") ? "/stories/streams" : "/stories",
                    cluster.token(),
                    "{\"child_id\":" + cluster.childId() + ",\"theme\":\"space\"}");
            assertThat(refused.statusCode()).describedAs(refused.body()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        }
        until(
                "the one that asked for a stream is counted",
                () -> node.measured("stream_rejections_total{reason=\"outage\"}") > 0);
    }
}
