package com.intergalacticteacher.trace;

import static com.intergalacticteacher.testing.ScriptedUpstream.done;
import static com.intergalacticteacher.testing.ScriptedUpstream.finish;
import static com.intergalacticteacher.testing.ScriptedUpstream.text;
import static com.intergalacticteacher.testing.TestObjects.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.Main;
import com.intergalacticteacher.testing.FreePort;
import com.intergalacticteacher.testing.JavaProcess;
import com.intergalacticteacher.testing.ScriptedUpstream;
import com.intergalacticteacher.testing.Server;
import com.intergalacticteacher.testing.SseStream;
import com.intergalacticteacher.testing.TestDatabase;
import com.intergalacticteacher.trace.Collector.Seen;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes tell one chapter, one after the other: to the collector that is one trace. */
class TakeOverIT {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String CALLER = "00f067aa0ba902b7";

    private final Vertx vertx = Vertx.vertx();
    private final Collector collector = await(Collector.start(vertx));

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        await(vertx.close());
    }

    /** What the dead node had not sent is lost with it; what its heir does is still of the trace. */
    @Test
    void heir_ofANodeThatDied_goesOnWithTheTrace() throws Exception {
        List<Seen> spans = tellOnTwoNodes(JavaProcess::kill);

        Seen takeOver = one("take over", spans);
        assertThat(takeOver.parent()).isNotEmpty().isNotEqualTo(CALLER);
        assertStagesAreOf(takeOver, spans);
    }

    @Test
    void heir_ofANodeThatWent_goesOnFromTheRequest() throws Exception {
        List<Seen> spans = tellOnTwoNodes(first -> {
            first.terminate();
            assertThat(first.awaitExit()).isZero();
        });

        Seen request = one("generateStream", spans);
        assertThat(request.parent()).isEqualTo(CALLER);
        Seen takeOver = one("take over", spans);
        assertThat(takeOver.parent()).isEqualTo(request.id());
        assertThat(named("generate_content", spans))
                .extracting(Seen::parent)
                .as("the part of the first, then the part of the second")
                .containsExactlyInAnyOrder(request.id(), takeOver.id());
        assertStagesAreOf(takeOver, spans);
    }

    private interface End {
        void of(JavaProcess node) throws Exception;
    }

    /** What the collector saw of the request's trace. */
    private List<Seen> tellOnTwoNodes(End end) throws Exception {
        ScriptedUpstream upstream = await(ScriptedUpstream.start(vertx));
        upstream.then(
                text("Once upon a time. "),
                ScriptedUpstream.await(Promise.promise().future()));
        upstream.then(text("The end."), finish("stop"), done());
        Map<String, String> settings =
                Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint().toString(), "NODE_LEASE", "2s");
        int port = FreePort.find();
        try (Server second = Server.start(upstream, settings);
                JavaProcess first = JavaProcess.start(folder, first(port, upstream, second, settings), Main.class)) {
            first.awaitOutput("is telling stories");
            URI start = URI.create("http://127.0.0.1:" + port + "/api/v1/stories/generate/stream?theme=ocean&child_id="
                    + second.childId());
            try (SseStream viewer = SseStream.open(
                    HttpClient.newHttpClient(),
                    start,
                    second.token(),
                    "traceparent",
                    "00-" + TRACE + "-" + CALLER + "-01")) {
                viewer.until("content");
                end.of(first);
                try (SseStream again = second.stream("/stories/streams/" + viewer.streamId())) {
                    again.until("complete");
                }
            }
        }
        return collector.spans().stream()
                .filter(span -> span.traceId().equals(TRACE))
                .toList();
    }

    private static Map<String, String> first(
            int port, ScriptedUpstream upstream, Server second, Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>(settings);
        environment.putAll(Map.of(
                "HTTP_HOST",
                "127.0.0.1",
                "HTTP_PORT",
                String.valueOf(port),
                "MANAGEMENT_PORT",
                "0",
                "DATABASE_URL",
                TestDatabase.uri(second.database()),
                "JWT_SECRET",
                Server.JWT_SECRET,
                "LLM_BASE_URL",
                upstream.base().toString(),
                "LLM_MODEL",
                "scripted"));
        return environment;
    }

    private static void assertStagesAreOf(Seen takeOver, List<Seen> spans) {
        assertThat(named("generate_content", spans)).extracting(Seen::parent).contains(takeOver.id());
        for (String stage : List.of("safety_check", "metadata")) {
            assertThat(one(stage, spans).parent()).as(stage).isEqualTo(takeOver.id());
        }
    }

    private static List<Seen> named(String name, List<Seen> spans) {
        return spans.stream().filter(span -> span.name().equals(name)).toList();
    }

    private static Seen one(String name, List<Seen> spans) {
        assertThat(named(name, spans)).as("%s in %s", name, spans).hasSize(1);
        return named(name, spans).get(0);
    }
}
