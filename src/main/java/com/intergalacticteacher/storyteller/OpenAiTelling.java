package com.intergalacticteacher.storyteller;

import com.intergalacticteacher.storyteller.StorytellerException.Kind;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One chapter told by an OpenAI-compatible server. A request that fails before it brought any text is made again, see
 * {@link OpenAiBackoff}; after that never. It ends with {@code [DONE]}, or with the body if a finish reason came.
 * {@code length} is an end if the text stops at a sentence's end, else the chapter is broken and can be continued.
 */
final class OpenAiTelling implements Telling {
    /** How long a server may take to end a body after it said that it was done, before its connection is given up. */
    private static final long LINGER_MILLIS = 1_000;

    private final OpenAiStoryteller storyteller;
    private final Storyteller.Request asked;
    private final StandIn standIn;
    private final Consumer<String> onText;
    private final Vertx vertx;
    private final Context context;
    private final OpenAiText text;
    private final Promise<Ending> ending = Promise.promise();
    private final OpenAiBackoff backoff =
            new OpenAiBackoff(() -> ThreadLocalRandom.current().nextDouble());
    private final StringBuilder arrived = new StringBuilder();
    private final OpenAiClock clock;
    private OpenAiDecoder decoder = new OpenAiDecoder(arrived, true);
    private @Nullable HttpClientRequest request;
    private @Nullable HttpClientResponse response;
    private long retryTimer = -1;
    private long lingerTimer = -1;
    private boolean isTurnDue;
    private boolean isBodyOver;
    private boolean isPaused;
    private boolean isTold;
    private boolean isOver;

    OpenAiTelling(OpenAiStoryteller storyteller, Storyteller.Request asked, StandIn standIn, Consumer<String> onText) {
        this.storyteller = storyteller;
        this.asked = asked;
        this.standIn = standIn;
        this.onText = onText;
        this.vertx = storyteller.vertx();
        this.context = vertx.getOrCreateContext();
        this.text = new OpenAiText(standIn, asked.told());
        this.clock = new OpenAiClock(
                vertx, storyteller.options().firstToken(), storyteller.options().nextToken(), this::late);
    }

    void begin() {
        clock.start();
        ask();
    }

    @Override
    public Future<Ending> ending() {
        return ending.future();
    }

    @Override
    public void pause() {
        isPaused = true;
        clock.stop();
        if (response != null && !isOver) {
            response.pause();
        }
    }

    @Override
    public void resume() {
        if (!isPaused || isOver) {
            return;
        }
        isPaused = false;
        clock.start();
        if (response != null) {
            response.resume();
        }
        turnSoon();
    }

    @Override
    public void cancel() {
        fail(Kind.CANCELLED, "cancelled");
    }

    private void ask() {
        storyteller.client().request(storyteller.upstream()).compose(this::send).onComplete(this::read, this::cut);
    }

    private Future<HttpClientResponse> send(HttpClientRequest ready) {
        request = ready;
        // What fails here fails the answer too; without a handler Vert.x would log it.
        ready.exceptionHandler(e -> {});
        if (isOver) {
            // Cancelled while it was connecting.
            ready.reset();
            return Future.failedFuture("over");
        }
        return ready.send(storyteller.body(asked, standIn));
    }

    private void read(HttpClientResponse answer) {
        if (isOver) {
            return;
        }
        if (answer.statusCode() != 200) {
            refused(answer);
            return;
        }
        String type = answer.getHeader("content-type");
        decoder = new OpenAiDecoder(arrived, type == null || !type.contains("json"));
        response = answer;
        answer.exceptionHandler(this::cut).handler(this::arrive).endHandler(v -> end());
        if (isPaused) {
            answer.pause();
        }
    }

    private void refused(HttpClientResponse answer) {
        int status = answer.statusCode();
        String retryAfter = answer.getHeader("retry-after");
        answer.exceptionHandler(e -> {});
        letGo();
        if (OpenAiBackoff.isWorthwhile(status)) {
            again(retryAfter, "status " + status);
        } else {
            fail(Kind.UNAVAILABLE, "status " + status);
        }
    }

    /** The connection failed: before the answer, within it, or after all of it that counts. */
    private void cut(Throwable cause) {
        if (isOver) {
            lingered();
            return;
        }
        if (response == null) {
            again(null, cause.getClass().getSimpleName());
            return;
        }
        isBodyOver = true;
        turnSoon();
    }

    private void again(@Nullable String retryAfter, String cause) {
        OptionalLong wait = backoff.next(retryAfter);
        if (wait.isEmpty()) {
            fail(Kind.UNAVAILABLE, cause);
            return;
        }
        request = null;
        response = null;
        isBodyOver = false;
        retryTimer = vertx.setTimer(wait.getAsLong(), id -> ask());
    }

    private void arrive(Buffer bytes) {
        if (!isOver) {
            decoder.feed(bytes);
            turnSoon();
        }
    }

    private void end() {
        isBodyOver = true;
        if (isOver) {
            lingered();
            return;
        }
        decoder.end();
        turnSoon();
    }

    /** Vert.x hands over one HTTP chunk at a time; this runs after the last one that was read at once. */
    private void turnSoon() {
        if (!isTurnDue) {
            isTurnDue = true;
            context.runOnContext(v -> turn());
        }
    }

    private void turn() {
        isTurnDue = false;
        if (isOver || isPaused) {
            return;
        }
        count(decoder.takeTokens());
        if (arrived.length() > 0) {
            String piece = text.push(arrived);
            arrived.setLength(0);
            tell(piece);
        }
        if (!isOver && (isBodyOver || decoder.state() != OpenAiDecoder.State.READING)) {
            conclude();
        }
    }

    private void count(int tokens) {
        if (tokens == 0) {
            return;
        }
        if (clock.token()) {
            storyteller.metrics().firstToken(clock.sinceBegin());
        }
        storyteller.metrics().tokens(tokens);
    }

    private void tell(String piece) {
        if (!piece.isEmpty()) {
            isTold = true;
            onText.accept(piece);
        }
    }

    private void late() {
        if (decoder.finish() != null) {
            conclude();
        } else {
            fail(Kind.TIMEOUT, clock.isFirst() ? "no first token in time" : "no next token in time");
        }
    }

    private void conclude() {
        String finish = decoder.finish();
        switch (decoder.state()) {
            case ERROR -> stopped("error in the answer");
            case MALFORMED -> stopped("malformed answer");
            case READING, DONE -> {
                if ("content_filter".equals(finish)) {
                    stopped("content_filter");
                } else if ("length".equals(finish) && !text.isWhole()) {
                    stopped("too long");
                } else if (finish != null || decoder.state() == OpenAiDecoder.State.DONE) {
                    succeed();
                } else if (isBodyOver && clock.isFirst() && response != null) {
                    letGo();
                    again(null, "the answer was cut off");
                } else {
                    stopped("the answer was cut off");
                }
            }
        }
    }

    private void succeed() {
        tell(text.end());
        if (isOver) {
            return;
        }
        if (!isTold && asked.told().isEmpty()) {
            fail(Kind.UNAVAILABLE, "no story in the answer");
            return;
        }
        over();
        if (!isBodyOver) {
            linger();
        }
        StorySplitter splitter = text.splitter();
        ending.complete(OpenAiEnding.of(splitter.tail(), splitter.heading(), asked.brief(), standIn));
    }

    private void stopped(String why) {
        fail(isTold ? Kind.BROKEN : Kind.UNAVAILABLE, why);
    }

    private void fail(Kind kind, String why) {
        if (isOver) {
            return;
        }
        over();
        letGo();
        if (kind != Kind.CANCELLED) {
            storyteller.metrics().error(kind);
        }
        ending.fail(new StorytellerException(kind, why));
    }

    private void over() {
        isOver = true;
        clock.stop();
        vertx.cancelTimer(retryTimer);
    }

    private void letGo() {
        if (request != null && !isBodyOver) {
            request.reset();
        }
    }

    private void linger() {
        lingerTimer = vertx.setTimer(LINGER_MILLIS, id -> letGo());
        if (response != null) {
            response.resume();
        }
    }

    private void lingered() {
        vertx.cancelTimer(lingerTimer);
    }
}
