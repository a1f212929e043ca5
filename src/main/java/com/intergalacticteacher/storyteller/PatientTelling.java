package com.intergalacticteacher.storyteller;

import com.intergalacticteacher.event.Ending;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A chapter told in as many pieces as there are long pauses. Used on one context. */
final class PatientTelling implements Telling {
    private static final long NO_TIMER = -1;

    private final Vertx vertx;
    private final Storyteller storyteller;
    private final long longPauseMillis;
    private final StorytellerMetrics metrics;
    private final Storyteller.Request request;
    private final Consumer<String> onText;
    private final StringBuilder told;
    private final Promise<Ending> ending = Promise.promise();

    private @Nullable Telling upstream;
    private boolean isPaused;
    private boolean wasPaused;
    private long timer = NO_TIMER;

    PatientTelling(
            Vertx vertx,
            Storyteller storyteller,
            long longPauseMillis,
            StorytellerMetrics metrics,
            Storyteller.Request request,
            Consumer<String> onText) {
        this.vertx = vertx;
        this.storyteller = storyteller;
        this.longPauseMillis = longPauseMillis;
        this.metrics = metrics;
        this.request = request;
        this.onText = onText;
        told = new StringBuilder(request.told());
    }

    PatientTelling start() {
        Telling current = storyteller.tell(
                new Storyteller.Request(request.streamId(), request.brief(), told.toString(), request.constraint()),
                this::heard);
        upstream = current;
        metrics.asked();
        current.ending().onComplete(ended -> {
            metrics.letGo();
            if (upstream == current) {
                end(ended);
            }
        });
        return this;
    }

    @Override
    public Future<Ending> ending() {
        return ending.future();
    }

    @Override
    public void pause() {
        Telling current = upstream;
        if (!isPaused && current != null && !ending.future().isComplete()) {
            isPaused = true;
            current.pause();
            timer = vertx.setTimer(longPauseMillis, id -> letGo());
        }
    }

    @Override
    public void resume() {
        if (!isPaused || ending.future().isComplete()) {
            return;
        }
        isPaused = false;
        wasPaused = true;
        vertx.cancelTimer(timer);
        Telling current = upstream;
        if (current == null) {
            start();
        } else {
            current.resume();
        }
    }

    @Override
    public void cancel() {
        vertx.cancelTimer(timer);
        letGo();
        ending.tryFail(new StorytellerException(StorytellerException.Kind.CANCELLED, "The telling was cancelled"));
    }

    private void heard(String piece) {
        told.append(piece);
        onText.accept(piece);
    }

    private void letGo() {
        Telling current = upstream;
        upstream = null;
        if (current != null) {
            current.cancel();
        }
    }

    /** A server may give up an answer that nobody reads. What breaks off in a pause, or once after it, is told on. */
    private void end(AsyncResult<Ending> ended) {
        vertx.cancelTimer(timer);
        if (ended.failed() && isPaused) {
            upstream = null;
        } else if (isBroken(ended.cause()) && wasPaused) {
            wasPaused = false;
            start();
        } else if (ended.succeeded()) {
            ending.tryComplete(ended.result());
        } else {
            ending.tryFail(ended.cause());
        }
    }

    private static boolean isBroken(@Nullable Throwable cause) {
        return cause instanceof StorytellerException failed && failed.kind() == StorytellerException.Kind.BROKEN;
    }
}
