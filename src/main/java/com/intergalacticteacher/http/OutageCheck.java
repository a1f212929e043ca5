package com.intergalacticteacher.http;

import com.intergalacticteacher.stream.RefusedException;
import com.intergalacticteacher.stream.RefusedException.Reason;
import com.intergalacticteacher.stream.StreamMetrics;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import io.vertx.openapi.contract.Operation;
import java.util.List;
import java.util.function.BooleanSupplier;

/** In an outage everybody is told at once, rather than kept waiting for a connection each. Thread-safe. */
public final class OutageCheck {
    private static final int RETRY_AFTER_SECONDS = 2;
    private static final String STREAMS = "streams";

    private final BooleanSupplier isDatabaseThere;
    private final StreamMetrics metrics;

    /** {@code isDatabaseThere}: asked before anything that would have to wait for it. */
    public OutageCheck(BooleanSupplier isDatabaseThere, StreamMetrics metrics) {
        this.isDatabaseThere = isDatabaseThere;
        this.metrics = metrics;
    }

    Handler<RoutingContext> of(Operation operation) {
        List<String> tags = operation.getTags();
        boolean isOfStreams = tags != null && tags.contains(STREAMS);
        return context -> check(context, isOfStreams);
    }

    private void check(RoutingContext context, boolean isOfStreams) {
        if (isDatabaseThere.getAsBoolean()) {
            context.next();
            return;
        }
        if (isOfStreams) {
            metrics.rejected(Reason.OUTAGE);
        }
        context.fail(new RefusedException(Reason.OUTAGE, RETRY_AFTER_SECONDS));
    }
}
