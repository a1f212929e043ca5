package com.intergalacticteacher.trace;

import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** Begins spans. Called on any thread. */
public interface Tracing {
    Tracing NOOP = (name, parent) -> Span.NOOP;

    /** {@code parent}: as {@link Span#context()} or a {@code traceparent} header has it; null or unreadable: a new trace. */
    Span begin(String name, @Nullable String parent);

    /** A span of what somebody else asked this program for. */
    default Span serve(String name, @Nullable String parent) {
        return begin(name, parent);
    }

    /** Sends what has not been sent. */
    default Future<Void> close() {
        return Future.succeededFuture();
    }
}
