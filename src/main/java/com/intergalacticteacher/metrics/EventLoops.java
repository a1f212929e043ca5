package com.intergalacticteacher.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How late the event loops are: what holds one up holds up every stream on it. */
public final class EventLoops {
    private static final long PERIOD_MILLIS = 200;
    private static final Duration[] DELAYS = {
        Duration.ofMillis(1),
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(1_000)
    };

    private EventLoops() {}

    /** Measures from now on; {@code loops}: a context of each. */
    public static void watch(Vertx vertx, List<Context> loops, MeterRegistry registry) {
        for (int i = 0; i < loops.size(); i++) {
            Timer delay = Timer.builder("event_loop_delay")
                    .description("How much later than it was due an event loop ran a timer")
                    .tag("loop", Integer.toString(i))
                    .serviceLevelObjectives(DELAYS)
                    .register(registry);
            loops.get(i).runOnContext(v -> new Watch(vertx, delay).next());
        }
    }

    private record Watch(Vertx vertx, Timer delay) {
        void next() {
            long dueAt = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PERIOD_MILLIS);
            vertx.setTimer(PERIOD_MILLIS, id -> {
                delay.record(Math.max(0, System.nanoTime() - dueAt), TimeUnit.NANOSECONDS);
                next();
            });
        }
    }
}
