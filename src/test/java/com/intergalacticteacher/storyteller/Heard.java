package com.intergalacticteacher.storyteller;

import com.intergalacticteacher.event.Ending;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Listens to a chapter on a context of its own, and notes what came and whether it came there. */
public final class Heard {
    private final Context context;
    private final List<String> pieces = new CopyOnWriteArrayList<>();
    private final Promise<Ending> ending = Promise.promise();
    private final Promise<Telling> begun = Promise.promise();
    private volatile boolean isElsewhere;

    private Heard(Context context) {
        this.context = context;
    }

    public static Heard by(Vertx vertx, Storyteller storyteller, Storyteller.Request request) {
        return by(vertx, storyteller, request, telling -> {});
    }

    /** @param first what is done to the telling at once */
    public static Heard by(Vertx vertx, Storyteller storyteller, Storyteller.Request request, Consumer<Telling> first) {
        Heard heard = new Heard(vertx.getOrCreateContext());
        heard.context.runOnContext(v -> {
            Telling telling = storyteller.tell(request, heard::on);
            heard.begun.complete(telling);
            telling.ending().onComplete(result -> {
                heard.noteContext();
                heard.ending.handle(result);
            });
            first.accept(telling);
        });
        return heard;
    }

    public String text() {
        return String.join("", pieces);
    }

    public List<String> pieces() {
        return pieces;
    }

    public boolean isElsewhere() {
        return isElsewhere;
    }

    /** Does something to the telling on its context, and waits until it is done. */
    public void act(Consumer<Telling> action) {
        Promise<Void> done = Promise.promise();
        begun.future()
                .onSuccess(telling -> context.runOnContext(v -> {
                    action.accept(telling);
                    done.complete();
                }));
        get(done.future());
    }

    public Ending ending() {
        return get(ending.future());
    }

    public boolean isOver() {
        return ending.future().isComplete();
    }

    public StorytellerException failure() {
        try {
            throw new AssertionError("no failure but " + get(ending.future()));
        } catch (IllegalStateException e) {
            if (e.getCause() instanceof StorytellerException failure) {
                return failure;
            }
            throw e;
        }
    }

    public static <T> T get(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private void on(String piece) {
        noteContext();
        pieces.add(piece);
    }

    private void noteContext() {
        isElsewhere |= Vertx.currentContext() != context;
    }
}
