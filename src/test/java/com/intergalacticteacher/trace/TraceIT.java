package com.intergalacticteacher.trace;

import static com.intergalacticteacher.testing.ScriptedUpstream.done;
import static com.intergalacticteacher.testing.ScriptedUpstream.finish;
import static com.intergalacticteacher.testing.ScriptedUpstream.text;
import static com.intergalacticteacher.testing.TestObjects.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.testing.ScriptedUpstream;
import com.intergalacticteacher.testing.Server;
import com.intergalacticteacher.testing.SseStream;
import com.intergalacticteacher.trace.Collector.Seen;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A chapter's way, as a real collector is told of it. */
class TraceIT {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String CALLER = "00f067aa0ba902b7";

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void story_fromRequestToLastChunk_isOneTrace() {
        Collector collector = await(Collector.start(vertx));
        ScriptedUpstream upstream = await(ScriptedUpstream.start(vertx));
        upstream.then(text("Once upon a time. "), text("The end."), finish("stop"), done());
        Server server = Server.start(
                upstream,
                Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint().toString()));
        try (SseStream stream = server.stream(
                "/stories/generate/stream?theme=ocean&child_id=" + server.childId(),
                "traceparent",
                "00-" + TRACE + "-" + CALLER + "-01")) {
            stream.until("complete");
            assertThat(stream.rest()).isEmpty();
        } finally {
            server.close();
        }

        Map<String, Seen> spans = collector.spans().stream()
                .filter(span -> span.traceId().equals(TRACE))
                .collect(Collectors.toMap(Seen::name, Function.identity()));
        assertThat(spans).containsOnlyKeys("generateStream", "generate_content", "safety_check", "metadata");
        Seen request = spans.get("generateStream");
        assertThat(request.parent()).isEqualTo(CALLER);
        assertThat(request.events()).containsExactly("first chunk", "last chunk");
        for (String stage : List.of("generate_content", "safety_check", "metadata")) {
            Seen span = spans.get(stage);
            assertThat(span.parent()).isEqualTo(request.id());
            assertThat(span.start()).isBetween(request.start(), span.end());
            assertThat(span.end()).isLessThanOrEqualTo(request.end());
        }
        assertThat(spans.get("safety_check").start())
                .isGreaterThanOrEqualTo(spans.get("generate_content").end());
        assertThat(collector.spans())
                .as("requests without a trace of their own have one each")
                .extracting(Seen::name)
                .contains("register", "createChild");
    }

    /** What a stranger sends is no reason to lose the trace, or to fail. */
    @Test
    void begin_withAnUnreadableParent_isANewTrace() {
        Collector collector = await(Collector.start(vertx));
        Tracing tracing = OtlpTracing.of(new TraceConfig(collector.endpoint(), 100, "stories"), "node");
        List<String> parents = List.of(
                "",
                "nonsense",
                "00-" + "0".repeat(32) + "-" + CALLER + "-01",
                "00-" + TRACE + "-" + "0".repeat(16) + "-01",
                "ff-" + TRACE + "-" + CALLER + "-01");
        parents.forEach(parent -> tracing.begin("told", parent).end());
        await(tracing.close());

        assertThat(collector.spans()).hasSize(parents.size());
        assertThat(collector.spans()).allMatch(span -> span.parent().isEmpty());
        assertThat(collector.spans())
                .extracting(Seen::traceId)
                .doesNotContain(TRACE)
                .doesNotHaveDuplicates();
    }

    @Test
    void tracing_withoutAnEndpoint_isNone() {
        Tracing tracing = OtlpTracing.of(new TraceConfig(null, 100, "stories"), "node");

        assertThat(tracing).isSameAs(Tracing.NOOP);
        assertThat(tracing.serve("told", "00-" + TRACE + "-" + CALLER + "-01").context())
                .isNull();
    }

    @Test
    void traceId_isTheSecondPartOfAContext() {
        assertThat(Span.traceId("00-" + TRACE + "-" + CALLER + "-01")).isEqualTo(TRACE);
        assertThat(Span.traceId(null)).isNull();
    }
}
