package com.intergalacticteacher.stream;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the node in the cluster while it runs, and hands its streams over when it stops. One instance. */
public final class ClaimsVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(ClaimsVerticle.class);
    private static final long SWEEP_MILLIS = 1_000;

    private final Claims claims;
    private final Running running;
    private final StreamConfig config;
    private boolean isRenewing;

    public ClaimsVerticle(Claims claims, Running running, StreamConfig config) {
        this.claims = claims;
        this.running = running;
        this.config = config;
    }

    @Override
    public Future<?> start() {
        // A cold machine may be too slow for its first connection.
        return claims.join().recover(cause -> claims.join()).onSuccess(v -> {
            Duration lease = config.nodeLease();
            vertx.setPeriodic(Math.max(1, Math.min(SWEEP_MILLIS, lease.toMillis() / 4)), id -> renew());
            vertx.setPeriodic(1, Math.min(SWEEP_MILLIS, lease.toMillis()), id -> sweep());
        });
    }

    @Override
    public Future<?> stop() {
        return claims.drain();
    }

    /** As often as every second: after an outage the node that is quick keeps its streams. */
    private void renew() {
        if (!isRenewing) {
            isRenewing = true;
            log(claims.renew(), "renew its lease").onComplete(done -> isRenewing = false);
        }
    }

    private void sweep() {
        running.stopOverdue(config.timeout());
        log(claims.claim(), "claim streams");
    }

    private static Future<Void> log(Future<Void> work, String what) {
        return work.onFailure(cause -> LOG.debug("node could not {}: {}", what, cause.toString()));
    }
}
