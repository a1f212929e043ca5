package com.intergalacticteacher.stream;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * What takes a parent's row is done one after the other, as far as this node does it. PostgreSQL would see to that
 * alone, but those that wait there hold a connection each, and sixteen of them doubled what a start costs. Thread-safe.
 */
final class Turns {
    /** In an outage nobody's turn ends; whoever has waited so long tries all the same. */
    private static final long PATIENCE_MILLIS = 1_000;

    private final Vertx vertx;
    private final Map<Long, Future<Void>> last = new ConcurrentHashMap<>();

    Turns(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Begins the work on the caller's context, and completes there as the work does. */
    <T> Future<T> take(long parentId, Supplier<Future<T>> work) {
        Promise<Void> over = Promise.promise();
        Future<Void> before = last.put(parentId, over.future());
        Future<T> done = before == null ? work.get() : after(before, work);
        return done.onComplete(v -> {
            last.remove(parentId, over.future());
            over.complete();
        });
    }

    private <T> Future<T> after(Future<Void> before, Supplier<Future<T>> work) {
        Context context = vertx.getOrCreateContext();
        Promise<T> done = Promise.promise();
        before.timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                .onComplete(v -> context.runOnContext(turn -> work.get().onComplete(done)));
        return done.future();
    }
}
