package com.intergalacticteacher.database;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
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
            if (answer.succeeded() || !SqlState.isPassing(answer.cause())) {
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
}
