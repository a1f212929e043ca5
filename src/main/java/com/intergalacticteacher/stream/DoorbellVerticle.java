package com.intergalacticteacher.stream;

import com.intergalacticteacher.journal.PgDoorbell;
import com.intergalacticteacher.journal.Watched;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.pgclient.PgConnectOptions;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears what other nodes have to tell this one, and goes its rounds. One instance. */
public final class DoorbellVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(DoorbellVerticle.class);
    private static final long ROUND_MILLIS = 1_000;

    private final PgConnectOptions database;
    private final Claims claims;
    private final Running running;
    private final Viewed viewed;
    private final Watched watched;
    private final Reach reach;
    private final StreamConfig config;
    private final AtomicBoolean isAsked = new AtomicBoolean();
    private @Nullable PgDoorbell doorbell;
    private @Nullable Rounds rounds;
    private boolean isGoing;

    public DoorbellVerticle(
            PgConnectOptions database,
            Claims claims,
            Running running,
            Viewed viewed,
            Watched watched,
            Reach reach,
            StreamConfig config) {
        this.database = database;
        this.claims = claims;
        this.running = running;
        this.viewed = viewed;
        this.watched = watched;
        this.reach = reach;
        this.config = config;
    }

    @Override
    public Future<?> start() {
        Context context = vertx.getOrCreateContext();
        PgDoorbell doorbell = new PgDoorbell(
                vertx,
                database,
                notice ->
                        context.runOnContext(v -> Objects.requireNonNull(rounds).heard(notice)));
        this.doorbell = doorbell;
        rounds = new Rounds(vertx.eventBus(), claims, running, viewed, watched, config, doorbell);
        viewed.onNew(() -> {
            if (isAsked.compareAndSet(false, true)) {
                context.runOnContext(v -> watch());
            }
        });
        vertx.setPeriodic(ROUND_MILLIS, id -> go());
        return go().otherwiseEmpty();
    }

    @Override
    public Future<?> stop() {
        viewed.onNew(() -> {});
        Objects.requireNonNull(doorbell).close();
        return Future.succeededFuture();
    }

    /** A new viewer is not kept waiting for the next round. */
    private void watch() {
        isAsked.set(false);
        Objects.requireNonNull(rounds).watch(claims.node());
    }

    private Future<Void> go() {
        if (isGoing) {
            return Future.succeededFuture();
        }
        isGoing = true;
        return Objects.requireNonNull(rounds).go().onComplete(gone -> {
            isGoing = false;
            if (gone.failed() && reach.isThere()) {
                LOG.warn("PostgreSQL is out of reach: {}", gone.cause().toString());
            }
            reach.is(gone.succeeded());
        });
    }
}
