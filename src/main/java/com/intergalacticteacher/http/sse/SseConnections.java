package com.intergalacticteacher.http.sse;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The open responses of one HTTP verticle, with one timer for all of them. Used on the verticle's context. */
public final class SseConnections {
    private static final long TICK_MILLIS = 1_000;
    private static final long DRAIN_MILLIS = 1_000;

    private final Vertx vertx;
    private final SseMetrics metrics;
    private final Duration heartbeat;
    private final AtomicInteger places;
    private boolean isDraining;
    private final Set<SseConnection> open = new LinkedHashSet<>();

    /** {@code places}: how many more responses the node may open, shared by its HTTP verticles. */
    public SseConnections(Vertx vertx, SseMetrics metrics, Duration heartbeat, AtomicInteger places) {
        this.vertx = vertx;
        this.metrics = metrics;
        this.heartbeat = heartbeat;
        this.places = places;
        vertx.setPeriodic(TICK_MILLIS, id -> tick());
    }

    SseMetrics metrics() {
        return metrics;
    }

    boolean isFull() {
        return places.get() <= 0;
    }

    /** False if the node is full. */
    boolean add(SseConnection connection) {
        if (places.decrementAndGet() < 0) {
            places.incrementAndGet();
            return false;
        }
        open.add(connection);
        metrics.opened();
        return true;
    }

    void remove(SseConnection connection) {
        if (open.remove(connection)) {
            places.incrementAndGet();
            metrics.closed();
        }
    }

    /** Whether who comes now is sent elsewhere at once. */
    boolean isDraining() {
        return isDraining;
    }

    /** Sends every viewer elsewhere, not all at the same moment. */
    public Future<Void> drain() {
        isDraining = true;
        return Future.join(List.copyOf(open).stream().map(this::handOver).toList())
                .mapEmpty();
    }

    private Future<Void> handOver(SseConnection connection) {
        return vertx.timer(ThreadLocalRandom.current().nextLong(1, DRAIN_MILLIS), TimeUnit.MILLISECONDS)
                .onSuccess(v -> connection.comeBack())
                .mapEmpty();
    }

    private void tick() {
        long now = System.nanoTime();
        List.copyOf(open).forEach(connection -> connection.tick(now, TICK_MILLIS * 1_000_000, heartbeat.toNanos()));
    }
}
