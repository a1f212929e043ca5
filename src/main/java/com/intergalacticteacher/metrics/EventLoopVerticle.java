package com.intergalacticteacher.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/**
 * Measures how late one event loop is: what holds it up holds up every stream on it. Deployed as often as there are
 * loops, since each instance has the next one; a context asked for on a loop would be that loop's own.
 */
public final class EventLoopVerticle extends VerticleBase {
    private static final long PERIOD_MILLIS = 200;
    private static final Duration[] DELAYS = LongStream.of(1, 2, 5, 10, 25, 50, 100, 250, 1_000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final MeterRegistry registry;
    private final List<Context> loops;

    /** {@code loops}: where each instance adds its own; safe for many threads. */
    public EventLoopVerticle(MeterRegistry registry, List<Context> loops) {
        this.registry = registry;
        this.loops = loops;
    }

    @Override
    public Future<?> start() {
        Timer delay = Timer.builder("event_loop_delay")
                .description("How much later than it was due an event loop ran a timer")
                .tag("loop", Thread.currentThread().getName())
                .serviceLevelObjectives(DELAYS)
                .register(registry);
        loops.add(context);
        next(delay);
        return Future.succeededFuture();
    }

    private void next(Timer delay) {
        long dueAt = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PERIOD_MILLIS);
        vertx.setTimer(PERIOD_MILLIS, id -> {
            delay.record(Math.max(0, System.nanoTime() - dueAt), TimeUnit.NANOSECONDS);
            next(delay);
        });
    }
}
