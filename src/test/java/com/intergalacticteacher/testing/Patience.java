package com.intergalacticteacher.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waiting for what is bound to come, with an end. Blocks the test's own thread. */
public final class Patience {
    private static final long SECONDS = 120;
    private static final long LOOK_NANOS = 20_000_000;

    private Patience() {}

    public static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
    }

    /** Asks another program again and again until it is so, since none rings here; fails after two minutes. */
    public static void until(String what, Callable<Boolean> isSo) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!isSo.call()) {
            assertThat(System.nanoTime())
                    .describedAs("it never came to this: " + what)
                    .isLessThan(deadline);
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }
}
