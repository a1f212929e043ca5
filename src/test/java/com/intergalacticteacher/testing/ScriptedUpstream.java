package com.intergalacticteacher.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An HTTP server on a free loopback port that speaks the OpenAI stream by script: each request takes the next script, the
 * last one is used again. A script is a row of steps, each begun when the one before is done. Thread-safe.
 */
public final class ScriptedUpstream {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CHUNK =
            "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":17,\"model\":\"m\",\"choices\":"
                    + "[{\"index\":0,\"delta\":%s,\"finish_reason\":%s}]}\n\n";

    /** One thing the server does. */
    @FunctionalInterface
    public interface Step {
        Future<?> run(Exchange exchange);
    }

    /** One request and what became of it; {@code gone} succeeds once its client has let go, and
     * fails at the end. */
    public record Exchange(
            HttpServerRequest request, Promise<JsonObject> received, Promise<Void> gone, AtomicLong bytes) {
        /** The body, once it has come. */
        public Future<JsonObject> body() {
            return received.future();
        }

        HttpServerResponse response() {
            return request.response();
        }

        private void over() {
            if (response().ended()) {
                gone.tryFail("ended");
            } else {
                gone.tryComplete();
            }
        }
    }

    private final Deque<List<Step>> scripts = new ArrayDeque<>();
    private final List<Exchange> exchanges = new ArrayList<>();
    private final List<Promise<Exchange>> awaited = new ArrayList<>();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();
    private final HttpServer server;

    private ScriptedUpstream(Vertx vertx) {
        server = vertx.createHttpServer().requestHandler(this::serve).connectionHandler(connection -> {
            connections.incrementAndGet();
            connection.closeHandler(v -> connections.decrementAndGet());
        });
    }

    public static Future<ScriptedUpstream> start(Vertx vertx) {
        ScriptedUpstream upstream = new ScriptedUpstream(vertx);
        return upstream.server.listen(0, "127.0.0.1").map(upstream);
    }

    /** As in {@code http://127.0.0.1:4711/v1}. */
    public URI base() {
        return URI.create("http://127.0.0.1:" + server.actualPort() + "/v1");
    }

    /** Adds a script for one more request. */
    public synchronized ScriptedUpstream then(Step... steps) {
        scripts.add(List.of(steps));
        return this;
    }

    /** The n-th request, counted from 0, as soon as it is there. */
    public synchronized Future<Exchange> exchange(int n) {
        while (awaited.size() <= n) {
            awaited.add(Promise.promise());
        }
        return awaited.get(n).future();
    }

    public synchronized int requests() {
        return exchanges.size();
    }

    /** Requests being answered. */
    public int open() {
        return open.get();
    }

    public int connections() {
        return connections.get();
    }

    public Future<Void> close() {
        return server.close();
    }

    /** Bytes as they are; the first ones are preceded by status 200 and the headers of an event stream. */
    public static Step write(Buffer bytes) {
        return exchange -> {
            if (!exchange.response().headWritten()) {
                if (!exchange.response().headers().contains("content-type")) {
                    exchange.response().putHeader("content-type", "text/event-stream; charset=utf-8");
                }
                exchange.response().setChunked(true);
            }
            exchange.bytes().addAndGet(bytes.length());
            return exchange.response().write(bytes);
        };
    }

    public static Step write(String text) {
        return write(Buffer.buffer(text));
    }

    /** One piece of text as a chunk of a chat completion. */
    public static Step text(String text) {
        return write(chunk(text));
    }

    /** The last chunk, with the reason why the model stopped. */
    public static Step finish(String reason) {
        return write(CHUNK.formatted("{}", "\"" + reason + "\""));
    }

    /** {@code [DONE]}, and the end of the body. */
    public static Step done() {
        return exchange -> write("data: [DONE]\n\n").run(exchange).compose(v -> end().run(exchange));
    }

    public static Step end() {
        return exchange -> exchange.response().end();
    }

    public static Step await(Future<?> signal) {
        return exchange -> signal;
    }

    /** The connection is closed in the middle. */
    public static Step reset() {
        return exchange -> exchange.request().connection().close();
    }

    /** Another status than 200, with an empty body if nothing follows but {@link #end()}. */
    public static Step status(int status, Map<String, String> headers) {
        return exchange -> {
            exchange.response().setStatusCode(status);
            headers.forEach(exchange.response()::putHeader);
            return Future.succeededFuture();
        };
    }

    /** As many times the same bytes as asked, as fast as the client takes them. */
    public static Step flood(Buffer bytes, int times) {
        return exchange -> {
            Future<?> written = Future.succeededFuture();
            for (int left = times; left > 0; left--) {
                written = write(bytes).run(exchange);
                if (exchange.response().writeQueueFull()) {
                    int rest = left - 1;
                    Promise<Void> drained = Promise.promise();
                    exchange.response().drainHandler(v -> drained.tryComplete());
                    return rest == 0
                            ? drained.future()
                            : drained.future().compose(v -> flood(bytes, rest).run(exchange));
                }
            }
            return written;
        };
    }

    public static String chunk(String text) {
        try {
            return CHUNK.formatted("{\"content\":" + JSON.writeValueAsString(text) + "}", "null");
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(HttpServerRequest request) {
        Exchange exchange = new Exchange(request, Promise.promise(), Promise.promise(), new AtomicLong());
        open.incrementAndGet();
        exchange.gone().future().onComplete(v -> open.decrementAndGet());
        request.response().closeHandler(v -> exchange.over());
        request.response().endHandler(v -> exchange.over());
        List<Step> script;
        Promise<Exchange> waiting;
        synchronized (this) {
            exchange(exchanges.size());
            waiting = awaited.get(exchanges.size());
            exchanges.add(exchange);
            script = scripts.size() > 1 ? scripts.remove() : scripts.element();
        }
        waiting.complete(exchange);
        request.body().onComplete(body -> {
            if (body.succeeded()) {
                exchange.received().complete(body.result().toJsonObject());
            }
        });
        Future<?> steps = exchange.body();
        for (Step step : script) {
            steps = steps.compose(v -> step.run(exchange));
        }
    }
}
