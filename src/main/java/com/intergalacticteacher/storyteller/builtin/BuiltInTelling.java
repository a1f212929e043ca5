package com.intergalacticteacher.storyteller.builtin;

import com.intergalacticteacher.event.Ending;
import com.intergalacticteacher.storyteller.StorytellerException;
import com.intergalacticteacher.storyteller.Telling;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hands over tokens as they fall due by the clock, so that a late timer is made up for and nothing drifts. The chapter is
 * thought out on a worker thread meanwhile; everything else happens on the caller's context.
 */
final class BuiltInTelling implements Telling {
    /** What there is to tell. */
    record Work(List<String> tokens, Ending ending) {}

    private static final int AT_ONCE = 32;
    private static final long NO_TIMER = -1;

    private final Vertx vertx;
    private final Context context;
    private final Pace pace;
    private final Consumer<String> onText;
    private final Promise<Ending> promise = Promise.promise();

    private @Nullable Work work;
    private int told;
    private long startedAt = System.nanoTime();
    private long pausedAt;
    private boolean isPaused;
    private boolean isOver;
    private boolean isTicking;
    private long timer = NO_TIMER;

    BuiltInTelling(Vertx vertx, Pace pace, Consumer<String> onText) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.pace = pace;
        this.onText = onText;
    }

    /** @param composing what takes its time, and is done off the event loop */
    BuiltInTelling start(Callable<Work> composing) {
        context.executeBlocking(composing, false).onSuccess(this::begin).onFailure(this::fail);
        return this;
    }

    @Override
    public Future<Ending> ending() {
        return promise.future();
    }

    @Override
    public void pause() {
        if (!isPaused && !isOver) {
            isPaused = true;
            pausedAt = System.nanoTime();
            stopTimer();
        }
    }

    @Override
    public void resume() {
        if (isPaused && !isOver) {
            isPaused = false;
            startedAt += System.nanoTime() - pausedAt;
            schedule();
        }
    }

    @Override
    public void cancel() {
        if (!isOver) {
            isOver = true;
            stopTimer();
            promise.fail(new StorytellerException(StorytellerException.Kind.CANCELLED, "The telling was cancelled"));
        }
    }

    private void begin(Work composed) {
        work = composed;
        schedule();
    }

    private void fail(Throwable cause) {
        isOver = true;
        promise.tryFail(cause);
    }

    private void schedule() {
        if (isTicking || isPaused || isOver || work == null) {
            return;
        }
        isTicking = true;
        if (pace.waits()) {
            timer = vertx.setTimer(pace.next(System.nanoTime() - startedAt, told), id -> tick());
        } else {
            context.runOnContext(nothing -> tick());
        }
    }

    private void stopTimer() {
        if (timer != NO_TIMER && vertx.cancelTimer(timer)) {
            isTicking = false;
        }
        timer = NO_TIMER;
    }

    private void tick() {
        isTicking = false;
        timer = NO_TIMER;
        if (isOver || isPaused || work == null) {
            return;
        }
        try {
            handOver(work.tokens());
        } catch (RuntimeException e) {
            fail(e);
        }
        if (isOver || isPaused) {
            return;
        }
        if (told == work.tokens().size()) {
            isOver = true;
            promise.complete(work.ending());
        } else {
            schedule();
        }
    }

    private void handOver(List<String> tokens) {
        long due = pace.waits() ? pace.due(System.nanoTime() - startedAt) : (long) told + AT_ONCE;
        while (told < Math.min(due, tokens.size()) && !isPaused && !isOver) {
            onText.accept(tokens.get(told++));
        }
    }
}
