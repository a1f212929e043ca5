package com.intergalacticteacher.stream;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Clears away in the background. One instance. */
public final class RetentionVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(RetentionVerticle.class);
    private static final long EXPIRE_MILLIS = 60_000;
    private static final long SWEEP_MILLIS = 3_600_000;

    private final Retention retention;

    public RetentionVerticle(Retention retention) {
        this.retention = retention;
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(EXPIRE_MILLIS, id -> log(retention.expire()));
        vertx.setPeriodic(EXPIRE_MILLIS, SWEEP_MILLIS, id -> log(retention.sweep()));
        return Future.succeededFuture();
    }

    private static void log(Future<Void> work) {
        work.onFailure(cause -> LOG.warn("could not clear away: {}", cause.toString()));
    }
}
