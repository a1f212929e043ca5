package com.intergalacticteacher.fault;

import static com.intergalacticteacher.fault.FaultCluster.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.database.EmbeddedPostgres;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL itself goes away. {@code -Dfaults.outage} says for how many seconds. */
class PostgresOutageIT {
    private static final int SECONDS = Integer.getInteger("faults.outage", 6);

    @TempDir
    private Path folder;

    @Test
    void outage_inMidStream_holdsAndGoesOn() throws Exception {
        EmbeddedPostgres first = EmbeddedPostgres.start(folder);
        EmbeddedPostgres second = null;
        try (FaultCluster cluster =
                new FaultCluster(folder, 2, Map.of("NODE_LEASE", "4s", "STREAM_HEARTBEAT", "1s"), first.url())) {
            List<StoryReader> readers = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                readers.add(cluster.read(cluster.start(cluster.node(i % 2))));
            }
            for (StoryReader reader : readers) {
                until("every story has begun", () -> reader.chunks() > 0);
            }
            first.close();
            long goneAt = System.nanoTime();
            for (StoryReader reader : readers) {
                assertThat(reader.outcome()).describedAs("gone in mid-stream").isEmpty();
            }
            for (int i = 0; i < 2; i++) {
                FaultNode node = cluster.node(i);
                until("not ready", () -> node.management("/health/ready").statusCode() == 503);
                assertThat(node.management("/health/live").statusCode()).isEqualTo(200);
                long askedAt = System.nanoTime();
                HttpResponse<String> refused = node.call("GET", "/stories", cluster.token(), "");
                assertThat(refused.statusCode()).isEqualTo(503);
                assertThat(refused.headers().firstValue("Retry-After")).isPresent();
                assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - askedAt))
                        .isLessThan(4);
            }
            TimeUnit.MILLISECONDS.sleep(SECONDS * 1_000L - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - goneAt));
            second = EmbeddedPostgres.start(folder);
            cluster.database(second.url());
            cluster.check(readers);
            for (int i = 0; i < 2; i++) {
                FaultNode node = cluster.node(i);
                until("ready again", () -> node.management("/health/ready").statusCode() == 200);
            }
            cluster.assertNothingLeft();
            Tally.add("PostgreSQL gone for " + SECONDS + " s", 1, readers);
        } finally {
            if (second != null) {
                second.close();
            }
        }
    }
}
