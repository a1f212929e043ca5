package com.intergalacticteacher;

import com.intergalacticteacher.stream.Claims;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.ext.healthchecks.HealthChecks;
import io.vertx.ext.healthchecks.Status;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * What the probes ask. Liveness speaks of the event loops alone: restarting the program cures no outage of PostgreSQL,
 * and would add a storm of reconnects to it.
 */
final class Health {
    private static final long READY_MILLIS = 1_000;
    private static final long LIVE_MILLIS = 5_000;

    private Health() {}

    /** {@code isListening}: whether a connection sent here would be taken; the probes' own port opens before. */
    static HealthChecks ready(Vertx vertx, Pool pool, Claims claims, BooleanSupplier isListening) {
        return HealthChecks.create(vertx)
                .register(
                        "postgresql",
                        READY_MILLIS,
                        answer -> pool.query("SELECT 1")
                                .execute()
                                // Before the check's own time is up, which would count as a fault of the check.
                                .timeout(READY_MILLIS - 100, TimeUnit.MILLISECONDS)
                                .onSuccess(rows -> answer.complete(Status.OK()))
                                .onFailure(cause -> answer.complete(Status.KO())))
                .register("serving", answer -> {
                    boolean isServing = isListening.getAsBoolean() && !claims.isDraining();
                    answer.complete(isServing ? Status.OK() : Status.KO());
                });
    }

    /** {@code loops}: a context on every event loop that serves. */
    static HealthChecks live(Vertx vertx, List<Context> loops) {
        HealthChecks checks = HealthChecks.create(vertx);
        for (int i = 0; i < loops.size(); i++) {
            Context loop = loops.get(i);
            checks.register("event-loop-" + i, LIVE_MILLIS, answer -> ask(loop, answer));
        }
        return checks;
    }

    private static void ask(Context loop, Promise<Status> answer) {
        loop.runOnContext(v -> answer.tryComplete(Status.OK()));
    }
}
