package com.intergalacticteacher.storyteller.openai;

import io.vertx.core.Vertx;
import java.time.Duration;

/** Says when a token is late: the first one, or the next. One timer, not one for each token; it stops while paused. */
final class TokenClock {
    private final Vertx vertx;
    private final long first;
    private final long next;
    private final Runnable late;
    private final long begin = System.nanoTime();
    private long deadline;
    private long timer = -1;
    private boolean isFirst = true;

    TokenClock(Vertx vertx, Duration first, Duration next, Runnable late) {
        this.vertx = vertx;
        this.first = first.toNanos();
        this.next = next.toNanos();
        this.late = late;
    }

    /** Starts waiting, for the whole time allowed. */
    void start() {
        stop();
        deadline = System.nanoTime() + (isFirst ? first : next);
        arm();
    }

    void stop() {
        vertx.cancelTimer(timer);
        timer = -1;
    }

    /** A token came; whether it is the first one. */
    boolean token() {
        if (isFirst) {
            isFirst = false;
            start();
            return true;
        }
        deadline = System.nanoTime() + next;
        return false;
    }

    /** Whether the first token is still awaited. */
    boolean isFirst() {
        return isFirst;
    }

    /** In nanoseconds. */
    long sinceBegin() {
        return System.nanoTime() - begin;
    }

    private void arm() {
        long millis = Math.max(0, deadline - System.nanoTime()) / 1_000_000 + 1;
        timer = vertx.setTimer(millis, id -> expired());
    }

    private void expired() {
        timer = -1;
        if (deadline - System.nanoTime() > 0) {
            arm();
        } else {
            late.run();
        }
    }
}
