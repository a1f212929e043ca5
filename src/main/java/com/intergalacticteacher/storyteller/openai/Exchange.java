package com.intergalacticteacher.storyteller.openai;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import org.jspecify.annotations.Nullable;

/** One request and its answer, until either has ended or is let go. Calls back on the context it was begun on. */
final class Exchange {

    /** Who waits for the answer; no longer called once the exchange was let go or finished. */
    interface Listener {
        /** More of the body was read, or it is over. */
        void arrived();

        /** There is no answer, or none to be read. */
        void refused(String cause, boolean isWorthRetrying, @Nullable String retryAfter);
    }

    /** How long a server may take to end a body after it said that it was done, before its connection is given up. */
    private static final long LINGER_MILLIS = 1_000;

    private final OpenAiStoryteller storyteller;
    private final Vertx vertx;
    private final StringBuilder text;
    private final Listener listener;
    private Decoder decoder;
    private @Nullable HttpClientRequest request;
    private @Nullable HttpClientResponse response;
    private long lingerTimer = -1;
    private boolean isPaused;
    private boolean isBodyOver;
    private boolean isLeft;

    /** @param text where the text that comes is appended */
    Exchange(OpenAiStoryteller storyteller, StringBuilder text, Listener listener) {
        this.storyteller = storyteller;
        this.vertx = storyteller.vertx();
        this.text = text;
        this.listener = listener;
        this.decoder = new Decoder(text, true);
    }

    void begin(Buffer body) {
        storyteller
                .client()
                .request(storyteller.upstream())
                .compose(ready -> send(ready, body))
                .onComplete(this::answered, this::cut);
    }

    Decoder decoder() {
        return decoder;
    }

    boolean isBodyOver() {
        return isBodyOver;
    }

    void pause() {
        isPaused = true;
        if (response != null) {
            response.pause();
        }
    }

    void resume() {
        isPaused = false;
        if (response != null) {
            response.resume();
        }
    }

    /** Gives up the connection, if it is still in use. */
    void letGo() {
        isLeft = true;
        if (request != null && !isBodyOver) {
            request.reset();
        }
    }

    /** The answer is complete: what is left of the body is passed over, so that the connection can be used again. */
    void finish() {
        isLeft = true;
        if (!isBodyOver) {
            lingerTimer = vertx.setTimer(LINGER_MILLIS, id -> letGo());
            resume();
        }
    }

    private Future<HttpClientResponse> send(HttpClientRequest ready, Buffer body) {
        request = ready;
        // What fails here fails the answer too; without a handler Vert.x would log it.
        ready.exceptionHandler(e -> {});
        if (isLeft) {
            // Let go while it was connecting.
            ready.reset();
            return Future.failedFuture("let go");
        }
        return ready.send(body);
    }

    private void answered(HttpClientResponse answer) {
        answer.exceptionHandler(this::cut);
        if (isLeft) {
            return;
        }
        int status = answer.statusCode();
        if (status != 200) {
            letGo();
            listener.refused("status " + status, Backoff.isWorthwhile(status), answer.getHeader("retry-after"));
            return;
        }
        String type = answer.getHeader("content-type");
        decoder = new Decoder(text, type == null || !type.contains("json"));
        response = answer;
        answer.handler(this::read).endHandler(v -> end());
        if (isPaused) {
            answer.pause();
        }
    }

    private void read(Buffer bytes) {
        if (!isLeft) {
            decoder.feed(bytes);
            listener.arrived();
        }
    }

    private void end() {
        over();
        if (!isLeft) {
            decoder.end();
            listener.arrived();
        }
    }

    private void cut(Throwable cause) {
        over();
        if (isLeft) {
            return;
        }
        if (response == null) {
            listener.refused(cause.getClass().getSimpleName(), true, null);
        } else {
            listener.arrived();
        }
    }

    private void over() {
        isBodyOver = true;
        vertx.cancelTimer(lingerTimer);
    }
}
