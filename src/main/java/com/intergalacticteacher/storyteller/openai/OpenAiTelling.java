package com.intergalacticteacher.storyteller.openai;

import com.intergalacticteacher.event.Ending;
import com.intergalacticteacher.storyteller.StandIn;
import com.intergalacticteacher.storyteller.Storyteller;
import com.intergalacticteacher.storyteller.StorytellerConfig;
import com.intergalacticteacher.storyteller.StorytellerException;
import com.intergalacticteacher.storyteller.StorytellerException.Kind;
import com.intergalacticteacher.storyteller.Telling;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One chapter told by an OpenAI-compatible server. A request that fails before it brought any text is made again, see
 * {@link Backoff}; after that never. The chapter ends with {@code [DONE]}, or with the body if a finish reason
 * came. {@code length} is an end if the text stops at a sentence's end; else the chapter is broken, and can be continued.
 */
final class OpenAiTelling implements Telling, Exchange.Listener {
    private final OpenAiStoryteller storyteller;
    private final Storyteller.Request asked;
    private final StandIn standIn;
    private final Consumer<String> onText;
    private final Vertx vertx;
    private final Context context;
    private final StoryText text;
    private final TokenClock clock;
    private final Promise<Ending> ending = Promise.promise();
    private final Backoff backoff =
            new Backoff(() -> ThreadLocalRandom.current().nextDouble());
    private final StringBuilder arrived = new StringBuilder();
    private Exchange exchange;
    private long retryTimer = -1;
    private boolean isTurnDue;
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
        this.text = new StoryText(standIn, asked.told());
        StorytellerConfig config = storyteller.config();
        this.clock = new TokenClock(vertx, config.firstTokenTimeout(), config.tokenTimeout(), this::late);
        this.exchange = new Exchange(storyteller, arrived, this);
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
        if (!isOver) {
            isPaused = true;
            clock.stop();
            exchange.pause();
        }
    }

    @Override
    public void resume() {
        if (isPaused && !isOver) {
            isPaused = false;
            clock.start();
            exchange.resume();
            arrived();
        }
    }

    @Override
    public void cancel() {
        fail(Kind.CANCELLED, "cancelled");
    }

    private void ask() {
        exchange.begin(storyteller.body(asked, standIn));
    }

    @Override
    public void refused(String cause, boolean isWorthRetrying, @Nullable String retryAfter) {
        OptionalLong wait = isWorthRetrying ? backoff.next(retryAfter) : OptionalLong.empty();
        if (wait.isEmpty()) {
            fail(Kind.UNAVAILABLE, cause);
            return;
        }
        exchange.letGo();
        exchange = new Exchange(storyteller, arrived, this);
        if (isPaused) {
            exchange.pause();
        }
        retryTimer = vertx.setTimer(wait.getAsLong(), id -> ask());
    }

    /** Vert.x hands over one HTTP chunk at a time; the turn comes after the last one that was read at once. */
    @Override
    public void arrived() {
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
        Decoder decoder = exchange.decoder();
        count(decoder.takeTokens());
        if (arrived.length() > 0) {
            String piece = text.push(arrived);
            arrived.setLength(0);
            tell(piece);
        }
        if (!isOver && !isPaused && (exchange.isBodyOver() || decoder.state() != Decoder.State.READING)) {
            conclude(decoder);
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
        if (exchange.decoder().finish() != null) {
            conclude(exchange.decoder());
        } else {
            fail(Kind.TIMEOUT, clock.isFirst() ? "no first token in time" : "no next token in time");
        }
    }

    private void conclude(Decoder decoder) {
        switch (decoder.state()) {
            case ERROR -> stopped("error in the answer");
            case MALFORMED -> stopped("malformed answer");
            case DONE -> finished(decoder.finish());
            case READING -> {
                if (decoder.finish() != null) {
                    finished(decoder.finish());
                } else if (clock.isFirst()) {
                    refused("the answer was cut off", true, null);
                } else {
                    stopped("the answer was cut off");
                }
            }
        }
    }

    private void finished(@Nullable String reason) {
        if ("content_filter".equals(reason)) {
            stopped("content_filter");
        } else if ("length".equals(reason) && !text.isWhole()) {
            stopped("too long");
        } else {
            succeed();
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
        exchange.finish();
        StorySplitter splitter = text.splitter();
        ending.complete(EndingReader.of(splitter.tail(), splitter.heading(), asked.brief(), standIn));
    }

    private void stopped(String why) {
        fail(isTold ? Kind.BROKEN : Kind.UNAVAILABLE, why);
    }

    private void fail(Kind kind, String why) {
        if (isOver) {
            return;
        }
        over();
        exchange.letGo();
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
}
