package com.intergalacticteacher.deploy;

import static com.intergalacticteacher.testing.Patience.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.testing.Server;
import com.intergalacticteacher.testing.SseStream;
import com.intergalacticteacher.testing.TestDatabase;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the manifests ask of the program, asked of the running program. */
class DeploymentIT {
    private static final int STREAMS = 40;
    private static final List<String> FAMILIES = List.of(
            "parents",
            "sessions",
            "refresh_tokens",
            "stream_tickets",
            "children",
            "stories",
            "chapters",
            "cuts",
            "streams",
            "journal",
            "watches");
    private static final Pods PODS = Pods.of("prod");

    @Test
    void probesAndScrapes_areAnswered() {
        Container container = PODS.container();
        try (Server server = Server.start(Map.of())) {
            Stream<String> probes = Stream.of(
                            container.getStartupProbe(), container.getReadinessProbe(), container.getLivenessProbe())
                    .map(probe -> probe.getHttpGet())
                    .map(HTTPGetAction::getPath);
            Stream<String> scrapes = PODS.all(PodMonitor.class).stream()
                    .flatMap(monitor -> monitor.getSpec().getPodMetricsEndpoints().stream())
                    .map(endpoint -> endpoint.getPath());
            assertThat(Stream.concat(probes, scrapes).toList())
                    .hasSize(4)
                    .allSatisfy(path -> assertThat(server.management(path).statusCode())
                            .describedAs(path)
                            .isBetween(200, 299));
            HttpResponse<String> metrics = server.management("/metrics");
            assertThat(metrics.body()).containsPattern("(?m)^story_streams_open 0");
        }
    }

    @Test
    void drain_underOpenStreams_isOverInHalfTheTimeThatIsLeftForIt() throws Exception {
        Container container = PODS.container();
        Duration grace = Duration.ofSeconds(
                PODS.deployment().getSpec().getTemplate().getSpec().getTerminationGracePeriodSeconds());
        Duration preStop = Duration.ofSeconds(
                container.getLifecycle().getPreStop().getSleep().getSeconds());
        Server server = Server.start(Map.of("BUILTIN_TOKENS_PER_SECOND", "10"));
        List<SseStream> viewers = new ArrayList<>();
        for (int i = 0; i < STREAMS; i++) {
            viewers.add(server.stream(
                    "/stories/generate/stream?theme=space&child_id=" + server.childId() + "&title=Drain%20" + i));
        }
        for (SseStream viewer : viewers) {
            viewer.until("content");
        }
        long begun = System.nanoTime();
        server.close();
        Duration drain = Duration.ofNanos(System.nanoTime() - begun);
        System.out.println("drained " + STREAMS + " streams in " + drain.toMillis() + " ms");
        assertThat(drain).isLessThan(grace.minus(preStop).dividedBy(2));
    }

    /** By the statement that the operator's page gives, under a story that is being told. */
    @Test
    void erase_byThePagesStatement_leavesNothingOfTheFamily() throws Exception {
        String statement =
                OperatorPage.block("Erase a family's data", "sql").replace("Somebody@Example.com", "Mia@Example.com");
        try (Server server = Server.start(Map.of("BUILTIN_TOKENS_PER_SECOND", "100"));
                Connection connection = TestDatabase.connect(server.database());
                Statement sql = connection.createStatement()) {
            Map<String, Long> alone = rows(sql);
            server.signUp("other@example.com");
            Map<String, Long> others = rows(sql);
            others.replaceAll((table, rows) -> rows - alone.get(table));
            assertThat(server.post("/auth/stream-ticket", server.token(), null).statusCode())
                    .isEqualTo(201);
            server.generate("space").rest();
            sql.execute("""
                    INSERT INTO cuts (story_id, stream_id, chapter_number, position, cut_text, category, judged_by)
                    SELECT story_id, id, 1, 0, 'a bad word', 'insult', 'screen' FROM streams""");
            server.generate("ocean").until("content");
            sql.execute("INSERT INTO watches (stream_id, node) SELECT id, owner FROM streams WHERE ended_at IS NULL");
            assertThat(rows(sql))
                    .allSatisfy(
                            (table, rows) -> assertThat(rows).describedAs(table).isGreaterThan(others.get(table)));
            assertThat(sql.executeUpdate(statement)).isOne();
            // An append that was under way lands after it, and is erased by the node that hears of that.
            until("nothing of the family is left", () -> rows(sql).equals(others));
        }
    }

    /** How many there are, by every table that holds something of a family. */
    private static Map<String, Long> rows(Statement sql) throws SQLException {
        Map<String, Long> rows = new TreeMap<>();
        for (String table : FAMILIES) {
            try (ResultSet counted = sql.executeQuery("SELECT count(*) FROM " + table)) {
                counted.next();
                rows.put(table, counted.getLong(1));
            }
        }
        return rows;
    }
}
