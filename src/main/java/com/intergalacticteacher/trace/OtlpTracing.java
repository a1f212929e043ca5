package com.intergalacticteacher.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.URI;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Sends spans in batches to a collector, by OTLP over HTTP, from a thread of its own. A full queue drops spans. */
public final class OtlpTracing implements Tracing {
    private static final String SCOPE = "com.intergalacticteacher";
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Pattern TRACEPARENT =
            Pattern.compile("00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})");

    private final SdkTracerProvider provider;
    private final Tracer tracer;

    private OtlpTracing(SdkTracerProvider provider) {
        this.provider = provider;
        tracer = provider.get(SCOPE);
    }

    /** {@code node}: this program among those that share a database. */
    public static Tracing of(TraceConfig config, String node) {
        URI endpoint = config.endpoint();
        if (endpoint == null) {
            return NOOP;
        }
        OtlpHttpSpanExporter exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(endpoint + "/v1/traces")
                .setTimeout(PATIENCE)
                .build();
        Attributes resource = Attributes.of(
                AttributeKey.stringKey("service.name"),
                config.service(),
                AttributeKey.stringKey("service.instance.id"),
                node);
        return new OtlpTracing(SdkTracerProvider.builder()
                .setResource(Resource.getDefault().merge(Resource.create(resource)))
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(config.sampled() / 100.0)))
                .addSpanProcessor(BatchSpanProcessor.builder(exporter)
                        .setScheduleDelay(Duration.ofSeconds(1))
                        .build())
                .build());
    }

    @Override
    public Span begin(String name, @Nullable String parent) {
        return begin(name, SpanKind.INTERNAL, parent);
    }

    @Override
    public Span serve(String name, @Nullable String parent) {
        return begin(name, SpanKind.SERVER, parent);
    }

    private Span begin(String name, SpanKind kind, @Nullable String parent) {
        SpanBuilder builder = tracer.spanBuilder(name).setSpanKind(kind).setNoParent();
        SpanContext context = parse(parent);
        if (context.isValid()) {
            builder.setParent(Context.root().with(io.opentelemetry.api.trace.Span.wrap(context)));
        }
        return new OtlpSpan(builder.startSpan());
    }

    private static SpanContext parse(@Nullable String traceparent) {
        Matcher parts = TRACEPARENT.matcher(traceparent == null ? "" : traceparent);
        return parts.matches()
                ? SpanContext.createFromRemoteParent(
                        parts.group(1), parts.group(2), TraceFlags.fromHex(parts.group(3), 0), TraceState.getDefault())
                : SpanContext.getInvalid();
    }

    @Override
    public Future<Void> close() {
        Promise<Void> closed = Promise.promise();
        provider.shutdown().whenComplete(closed::complete);
        return closed.future();
    }

    private record OtlpSpan(io.opentelemetry.api.trace.Span span) implements Span {
        @Override
        public String context() {
            SpanContext context = span.getSpanContext();
            return "00-" + context.getTraceId() + "-" + context.getSpanId() + "-"
                    + context.getTraceFlags().asHex();
        }

        @Override
        public Span with(String key, long value) {
            span.setAttribute(key, value);
            return this;
        }

        @Override
        public Span with(String key, String value) {
            span.setAttribute(key, value);
            return this;
        }

        @Override
        public void event(String name) {
            span.addEvent(name);
        }

        @Override
        public void fail(String why) {
            span.setStatus(StatusCode.ERROR, why);
        }

        @Override
        public void end() {
            span.end();
        }
    }
}
