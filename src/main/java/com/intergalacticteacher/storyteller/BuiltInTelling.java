package com.intergalacticteacher.storyteller;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.function.Consumer;

/** Hands over tokens as they fall due by the clock, so that a late timer is made up for and nothing drifts. */
final class BuiltInTelling implements Telling {
    private static final int AT_ONCE = 32;
    private static final long NO_TIMER = -1;

    private final Vertx vertx;
    private final Context context;
    private final List<String> tokens;
    private final BuiltInPace pace;
    private final Consumer<String> onText;
    private final Ending ending;
    private final Promise<Ending> promise = Promise.promise();

    private int told;
    private long startedAt = System.nanoTime();
    private long pausedAt;
    private boolean paused;
    private boolean over;
    private boolean ticking;
    private long timer = NO_TIMER;

    BuiltInTelling(Vertx vertx, List<String> tokens, BuiltInPace pace, Consumer<String> onText, Ending ending) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.tokens = tokens;
        this.pace = pace;
        this.onText = onText;
        this.ending = ending;
    }

    BuiltInTelling start() {
        schedule();
        return this;
    }

    @Override
    public Future<Ending> ending() {
        return promise.future();
    }

    @Override
    public void pause() {
        if (!paused && !over) {
            paused = true;
            pausedAt = System.nanoTime();
            stopTimer();
        }
    }

    @Override
    public void resume() {
        if (paused && !over) {
            paused = false;
            startedAt += System.nanoTime() - pausedAt;
            schedule();
        }
    }

    @Override
    public void cancel() {
        if (!over) {
            over = true;
            stopTimer();
            promise.fail(new StorytellerException(StorytellerException.Kind.CANCELLED, "The telling was cancelled"));
        }
    }

    private void schedule() {
        if (ticking) {
            return;
        }
        ticking = true;
        if (pace.waits()) {
            timer = vertx.setTimer(pace.next(System.nanoTime() - startedAt, told), id -> tick());
        } else {
            context.runOnContext(nothing -> tick());
        }
    }

    private void stopTimer() {
        if (timer != NO_TIMER && vertx.cancelTimer(timer)) {
            ticking = false;
        }
        timer = NO_TIMER;
    }

    private void tick() {
        ticking = false;
        timer = NO_TIMER;
        try {
            handOver();
        } catch (RuntimeException e) {
            over = true;
            promise.tryFail(e);
        }
        if (over || paused) {
            return;
        }
        if (told == tokens.size()) {
            over = true;
            promise.complete(ending);
        } else {
            schedule();
        }
    }

    private void handOver() {
        long due = pace.waits() ? pace.due(System.nanoTime() - startedAt) : (long) told + AT_ONCE;
        while (told < Math.min(due, tokens.size()) && !paused && !over) {
            onText.accept(tokens.get(told++));
        }
    }
}
