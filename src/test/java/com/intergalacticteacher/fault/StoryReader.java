package com.intergalacticteacher.fault;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.parsetools.RecordParser;
import java.util.function.IntSupplier;

/**
 * A browser as it should be: shows a stream, and whenever the response ends without a last event comes back with its
 * cursor, to whatever node. Counts every letter and every number on the way.
 */
final class StoryReader {
    private static final long WATCHDOG_NANOS = 8_000_000_000L;

    private final Vertx vertx;
    private final HttpClient client;
    private final IntSupplier port;
    private final String token;
    private final long streamId;
    private final Promise<StoryReader> ended = Promise.promise();
    private final StringBuilder text = new StringBuilder();
    private final String start;

    private volatile int seq;
    private volatile int lost;
    private volatile int repeated;
    private volatile int connections;
    private volatile int chunks;
    private volatile long longestGapMillis;
    private volatile String last = "";
    private volatile String outcome = "";
    private volatile boolean isWaiting;
    private long heardAt = System.nanoTime();
    private String finalText;

    /** {@code port}: of the node to ask next. */
    StoryReader(Vertx vertx, HttpClient client, IntSupplier port, String token, long streamId) {
        this.vertx = vertx;
        this.client = client;
        this.port = port;
        this.token = token;
        this.streamId = streamId;
        start = "/api/v1/stories/streams/" + streamId;
    }

    StoryReader open() {
        connect();
        return this;
    }

    /** Once the last event is there. */
    Future<StoryReader> ended() {
        return ended.future();
    }

    long streamId() {
        return streamId;
    }

    /** Letters that were passed over. */
    int lost() {
        return lost;
    }

    /** Letters, or events, that came again. */
    int repeated() {
        return repeated;
    }

    int connections() {
        return connections;
    }

    int chunks() {
        return chunks;
    }

    long longestGapMillis() {
        return longestGapMillis;
    }

    /** {@code complete}, or the error code. */
    String outcome() {
        return outcome;
    }

    /** As in {@code node generate_content paused}. */
    String last() {
        return last;
    }

    boolean hasWaited() {
        return isWaiting;
    }

    String text() {
        return text.toString();
    }

    /** The story as the last event has it. */
    String finalText() {
        return finalText;
    }

    private void connect() {
        connections++;
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setHost("127.0.0.1")
                .setPort(port.getAsInt())
                .setURI(start)
                .setConnectTimeout(1_000)
                .putHeader("Authorization", "Bearer " + token);
        if (seq > 0) {
            options.putHeader("Last-Event-ID", streamId + ":" + seq);
        }
        client.request(options)
                .compose(request -> request.send())
                .onSuccess(this::read)
                .onFailure(cause -> comeBack());
    }

    private void read(HttpClientResponse response) {
        if (response.statusCode() != 200) {
            if (response.statusCode() == 503) {
                comeBack();
            } else {
                ended.tryFail("stream " + streamId + " answered " + response.statusCode() + " after event " + seq);
            }
            return;
        }
        // A node that is frozen sends no heartbeat either: a browser's own watchdog would do the same.
        int connection = connections;
        long openedAt = System.nanoTime();
        long watchdog = vertx.setPeriodic(500, id -> {
            if (System.nanoTime() - Math.max(heardAt, openedAt) > WATCHDOG_NANOS) {
                response.request().reset();
            }
        });
        // What was under way on a connection that was given up is not shown: the next one brings it.
        RecordParser frames = RecordParser.newDelimited("\n\n", frame -> {
            if (connection == connections) {
                frame(frame);
            }
        });
        response.handler(frames);
        Promise<Void> over = Promise.promise();
        response.endHandler(v -> over.tryComplete());
        response.exceptionHandler(cause -> over.tryComplete());
        over.future().onComplete(v -> {
            vertx.cancelTimer(watchdog);
            comeBack();
        });
    }

    private void comeBack() {
        if (!ended.future().isComplete()) {
            vertx.setTimer(100 + (long) (Math.random() * 200), id -> connect());
        }
    }

    private void frame(Buffer frame) {
        String id = "";
        String data = "";
        for (String line : frame.toString().split("\n", -1)) {
            if (line.startsWith("id: ")) {
                id = line.substring(4);
            } else if (line.startsWith("data: ")) {
                data = line.substring(6);
            }
        }
        if (!data.isEmpty()) {
            event(Integer.parseInt(id.substring(id.indexOf(':') + 1)), new JsonObject(data));
        }
    }

    private void event(int number, JsonObject event) {
        long now = System.nanoTime();
        longestGapMillis = Math.max(longestGapMillis, (now - heardAt) / 1_000_000);
        heardAt = now;
        if (number <= seq) {
            repeated++;
            return;
        }
        if (number > seq + 1) {
            lost++;
        }
        seq = number;
        last = event.getString("type");
        switch (last) {
            case "content" -> content(event);
            case "revision" -> text.setLength(event.getInteger("keep"));
            case "node" -> last = "node " + event.getString("node") + " " + event.getString("status");
            case "progress" ->
                isWaiting |= event.getJsonObject("progress").getString("stage").equals("waiting");
            case "complete" -> {
                finalText = event.getJsonObject("story").getString("story_content");
                end("complete");
            }
            case "error" -> end(event.getString("error_code"));
            default -> {}
        }
    }

    private void content(JsonObject content) {
        int offset = content.getInteger("offset");
        chunks++;
        if (offset > text.length()) {
            lost += offset - text.length();
        } else if (offset < text.length()) {
            repeated += text.length() - offset;
            text.setLength(offset);
        }
        text.append(content.getString("chunk"));
    }

    private void end(String how) {
        outcome = how;
        ended.tryComplete(this);
    }
}
