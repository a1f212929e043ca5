package com.intergalacticteacher.journal;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Waits out what goes by: a lost connection, a server that restarts or is full. What the server refuses is final. */
public final class Outage {
    private static final Logger LOG = LoggerFactory.getLogger(Outage.class);
    private static final Duration RETRY = Duration.ofMillis(200);

    /** A try without an answer for so long is on a connection that is dead without saying so. */
    private static final long PATIENCE_MILLIS = 5_000;

    /** SQLSTATE classes: connection, rollback by the server, no resources, operator intervention, system error. */
    private static final Set<String> PASSING = Set.of("08", "40", "53", "57", "58");

    /** Of these, what has nothing to do with the statement: connection, no resources, the server goes or is too slow. */
    private static final Set<String> OUTAGES = Set.of("08", "53", "57");

    private final Vertx vertx;

    private final long retryNanos;

    public Outage(Vertx vertx) {
        this(vertx, RETRY);
    }

    Outage(Vertx vertx, Duration retry) {
        this.vertx = vertx;
        retryNanos = retry.toNanos();
    }

    /** Tries until the server has answered; {@code again} is used after the first try, whose answer may be lost. */
    public <T> Future<T> waitOut(Supplier<Future<T>> first, Supplier<Future<T>> again) {
        Promise<T> answered = Promise.promise();
        attempt(first, again, answered);
        return answered.future();
    }

    /** Not a future in a future for each try: an hour of them, completed one by the other, would fill the stack. */
    private <T> void attempt(Supplier<Future<T>> now, Supplier<Future<T>> again, Promise<T> answered) {
        now.get().timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS).onComplete(answer -> {
            if (answer.succeeded() || !isPassing(answer.cause())) {
                answered.complete(answer.result(), answer.cause());
                return;
            }
            LOG.atLevel(now == again ? Level.DEBUG : Level.WARN)
                    .log(
                            "PostgreSQL is out of reach, trying again: {}",
                            answer.cause().toString());
            vertx.timer(retryNanos, TimeUnit.NANOSECONDS).onSuccess(v -> attempt(again, again, answered));
        });
    }

    /** No connection to the server, none to be had, or it is starting or stopping: worth asking again a little later. */
    public static boolean isOutage(Throwable cause) {
        if (cause instanceof PgException pg) {
            return isOf(OUTAGES, pg);
        }
        // That the pool has no connection left, Vert.x says in its own exception.
        return cause instanceof VertxException || cause instanceof IOException || cause instanceof TimeoutException;
    }

    /** Everything else is the server's last word, or a fault of ours, which no waiting mends. */
    public static boolean isPassing(Throwable cause) {
        if (cause instanceof PgException pg) {
            return isOf(PASSING, pg);
        }
        return isOutage(cause);
    }

    private static boolean isOf(Set<String> classes, PgException cause) {
        return cause.getSqlState() != null
                && classes.contains(cause.getSqlState().substring(0, 2));
    }
}
