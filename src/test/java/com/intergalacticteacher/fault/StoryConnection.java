package com.intergalacticteacher.fault;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.parsetools.RecordParser;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.ObjIntConsumer;

/** One try of a reader to read: a request, its response, and a watchdog over both. Over once, however it ends. */
final class StoryConnection {
    private static final long LOOK_MILLIS = 500;

    private final Vertx vertx;
    private final Context context;
    private final long silenceNanos;
    private final BiConsumer<StoryConnection, String> onFrame;
    private final ObjIntConsumer<StoryConnection> onOver;
    private HttpClientRequest request;
    private long heardAt = System.nanoTime();
    private long watchdog;
    private int status;
    private boolean isOver;

    /** {@code onOver} is told the status, 0 where there was no answer. */
    StoryConnection(
            Vertx vertx,
            Context context,
            Duration silence,
            BiConsumer<StoryConnection, String> onFrame,
            ObjIntConsumer<StoryConnection> onOver) {
        this.vertx = vertx;
        this.context = context;
        this.silenceNanos = silence.toNanos();
        this.onFrame = onFrame;
        this.onOver = onOver;
    }

    /** The client calls back on whatever context it likes; from here on everything is on the reader's. */
    void open(Future<HttpClientRequest> requested) {
        watchdog = vertx.setPeriodic(Math.min(LOOK_MILLIS, silenceNanos / 2_000_000), id -> look());
        requested
                .compose(opened -> {
                    context.runOnContext(v -> opened(opened));
                    return opened.send();
                })
                .onSuccess(this::read)
                .onFailure(cause -> context.runOnContext(v -> over()));
    }

    private void opened(HttpClientRequest opened) {
        request = opened;
        if (isOver) {
            opened.reset();
        }
    }

    private void read(HttpClientResponse response) {
        RecordParser frames = RecordParser.newDelimited("\n\n", frame -> {
            String text = frame.toString();
            context.runOnContext(v -> heard(text));
        });
        response.handler(frames);
        response.endHandler(v -> context.runOnContext(w -> over()));
        response.exceptionHandler(cause -> context.runOnContext(w -> over()));
        context.runOnContext(v -> status = response.statusCode());
    }

    private void heard(String frame) {
        heardAt = System.nanoTime();
        if (!isOver && status == 200) {
            onFrame.accept(this, frame);
        }
    }

    private void look() {
        if (System.nanoTime() - heardAt > silenceNanos) {
            over();
        }
    }

    private void over() {
        if (isOver) {
            return;
        }
        isOver = true;
        vertx.cancelTimer(watchdog);
        if (request != null) {
            request.reset();
        }
        onOver.accept(this, status);
    }
}
