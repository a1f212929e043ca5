package com.intergalacticteacher.fault;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/**
 * A browser as it should be: shows a stream, and whenever the response ends without a last event comes back with its
 * cursor, to whatever node. One connection at a time counts: what still arrives on one that was given up is not shown.
 * All of it runs on one context; what the getters say may be asked from any thread.
 */
final class StoryReader {
    /** A node that is frozen sends no heartbeat either. */
    static final Duration SILENCE = Duration.ofSeconds(8);

    private static final int COME_BACK_MILLIS = 100;

    private final Vertx vertx;
    private final Context context;
    private final HttpClient client;
    private final IntSupplier port;
    private final String token;
    private final long streamId;
    private final Duration silence;
    private final ShownStory story;
    private final Promise<StoryReader> ended = Promise.promise();
    private final List<Awaited> awaited = new ArrayList<>();
    private final List<String> history = new CopyOnWriteArrayList<>();
    private StoryConnection connection;
    private volatile int connections;
    private volatile int heartbeats;
    private volatile int sentAway;

    private record Awaited(BooleanSupplier isSo, Promise<Void> promise) {}

    /** {@code port}: of the node to ask next. {@code silence}: after so much of it a connection is given up. */
    StoryReader(Vertx vertx, HttpClient client, IntSupplier port, String token, long streamId, Duration silence) {
        this.vertx = vertx;
        this.client = client;
        this.port = port;
        this.token = token;
        this.streamId = streamId;
        this.silence = silence;
        context = vertx.getOrCreateContext();
        story = new ShownStory();
    }

    StoryReader open() {
        context.runOnContext(v -> connect());
        return this;
    }

    /** Once the last event is there. */
    Future<StoryReader> ended() {
        return ended.future();
    }

    /** Once it is so, looked at after whatever arrives; fails if the stream ends before. */
    Future<Void> when(BooleanSupplier isSo) {
        Promise<Void> promise = Promise.promise();
        context.runOnContext(v -> {
            awaited.add(new Awaited(isSo, promise));
            tellAwaited();
        });
        return promise.future();
    }

    /** Once there are so many more chunks, or all of them. */
    Future<Void> more(int chunks) {
        int wanted = chunks() + chunks;
        return when(() -> chunks() >= wanted || !outcome().isEmpty());
    }

    long streamId() {
        return streamId;
    }

    ShownStory story() {
        return story;
    }

    int chunks() {
        return story.chunks();
    }

    /** {@code complete}, or the error code; empty while it is told. */
    String outcome() {
        return story.outcome();
    }

    int connections() {
        return connections;
    }

    int heartbeats() {
        return heartbeats;
    }

    /** The milliseconds that it was last asked to stay away for, 0 if it never was. */
    int sentAway() {
        return sentAway;
    }

    /** What became of every connection, and what was wrong. */
    @Override
    public String toString() {
        return "stream " + streamId + " " + history + " " + story.faults();
    }

    private void connect() {
        connections++;
        int seq = story.seq();
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setHost("127.0.0.1")
                .setPort(port.getAsInt())
                .setURI("/api/v1/stories/streams/" + streamId)
                .setConnectTimeout(1_000)
                .putHeader("Authorization", "Bearer " + token);
        if (seq > 0) {
            options.putHeader("Last-Event-ID", streamId + ":" + seq);
        }
        history.add("after " + seq + " at " + options.getPort());
        StoryConnection opened = new StoryConnection(vertx, context, silence, this::frame, this::over);
        connection = opened;
        opened.open(client.request(options));
    }

    private void frame(StoryConnection from, String frame) {
        if (from != connection) {
            return;
        }
        if (frame.startsWith(":")) {
            heartbeats++;
        } else if (frame.matches("retry: \\d+")) {
            sentAway = Integer.parseInt(frame.substring("retry: ".length()));
        } else {
            story.frame(frame);
        }
        if (!story.outcome().isEmpty()) {
            ended.tryComplete(this);
        }
        tellAwaited();
    }

    private void over(StoryConnection from, int status) {
        if (from != connection) {
            return;
        }
        connection = null;
        if (status != 0 && status != 200 && status != 503) {
            ended.tryFail("answered " + status + ": " + this);
            tellAwaited();
        }
        if (!ended.future().isComplete()) {
            int millis = COME_BACK_MILLIS + ThreadLocalRandom.current().nextInt(2 * COME_BACK_MILLIS);
            vertx.setTimer(millis, id -> connect());
        }
    }

    private void tellAwaited() {
        for (Awaited one : List.copyOf(awaited)) {
            if (one.isSo().getAsBoolean()) {
                one.promise().tryComplete();
            } else if (ended.future().isComplete()) {
                one.promise().tryFail("it ended before: " + this);
            }
        }
        awaited.removeIf(one -> one.promise().future().isComplete());
    }
}
