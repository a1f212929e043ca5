package com.intergalacticteacher.http;

import com.intergalacticteacher.trace.Span;
import com.intergalacticteacher.trace.Tracing;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import io.vertx.openapi.contract.Operation;

/**
 * One operation's span: from before the caller is known to the last byte of the answer, or to the cut of the connection.
 * Whoever takes the response's handlers over, as a stream does, ends it.
 */
public final class RequestTrace implements Handler<RoutingContext> {
    private static final String KEY = RequestTrace.class.getName();
    private static final int FIRST_FAULT_OF_OURS = 500;

    private final Tracing tracing;
    private final Operation operation;

    RequestTrace(Tracing tracing, Operation operation) {
        this.tracing = tracing;
        this.operation = operation;
    }

    /** The request's own span. */
    public static Span of(RoutingContext context) {
        Span span = context.get(KEY);
        return span == null ? Span.NOOP : span;
    }

    @Override
    public void handle(RoutingContext context) {
        Span span = tracing.serve(operation.getOperationId(), context.request().getHeader("traceparent"))
                .with("http.request.method", context.request().method().name())
                .with("http.route", operation.getOpenAPIPath());
        context.put(KEY, span);
        context.addEndHandler(done -> {
            int status = context.response().getStatusCode();
            span.with("http.response.status_code", status);
            if (status >= FIRST_FAULT_OF_OURS) {
                span.fail("status " + status);
            } else if (done.failed()) {
                span.event("connection closed");
            }
            span.end();
        });
        context.next();
    }
}
