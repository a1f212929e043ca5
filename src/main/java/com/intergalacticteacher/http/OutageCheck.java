package com.intergalacticteacher.http;

import com.intergalacticteacher.stream.RefusedException;
import com.intergalacticteacher.stream.RefusedException.Reason;
import com.intergalacticteacher.stream.StreamMetrics;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import io.vertx.openapi.contract.Operation;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

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
        return context -> {
            if (isOfStreams) {
                context.addEndHandler(v -> count(context.failure()));
            }
            check(context);
        };
    }

    private void check(RoutingContext context) {
        if (isDatabaseThere.getAsBoolean()) {
            context.next();
        } else {
            context.fail(new RefusedException(Reason.OUTAGE, RETRY_AFTER_SECONDS));
        }
    }

    /** Before it is known that there is an outage, whoever asks finds out. */
    private void count(@Nullable Throwable failure) {
        if (failure != null && Failures.of(failure).code() == ProblemCode.UNAVAILABLE) {
            metrics.rejected(Reason.OUTAGE);
        }
    }
}
