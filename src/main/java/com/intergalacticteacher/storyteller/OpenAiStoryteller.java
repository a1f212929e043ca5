package com.intergalacticteacher.storyteller;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells by any OpenAI-compatible server's {@code POST {base}/chat/completions}, streamed.
 *
 * <p>It speaks through {@link HttpClient}, on which the web client is built, because the web client keeps the request
 * to itself: it can neither be reset while its first token is awaited nor be read with back-pressure and then given
 * up. One for each verticle instance keeps every connection on the event loop that reads it.
 */
public final class OpenAiStoryteller implements Storyteller {

    /**
     * Where to and how long to wait.
     *
     * @param base as in {@code http://127.0.0.1:11434/v1}
     * @param firstToken from asking until the first text, tries included
     * @param nextToken the longest gap after it
     * @param connections at most at once
     */
    public record Options(
            URI base,
            @Nullable String apiKey,
            String model,
            Duration connect,
            Duration firstToken,
            Duration nextToken,
            int connections) {
        public static final Duration DEFAULT_CONNECT = Duration.ofSeconds(5);
        public static final int DEFAULT_CONNECTIONS = 10_000;
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Vertx vertx;
    private final Options options;
    private final StorytellerMetrics metrics;
    private final HttpClient client;
    private final RequestOptions upstream;

    public OpenAiStoryteller(Vertx vertx, Options options, StorytellerMetrics metrics) {
        this.vertx = vertx;
        this.options = options;
        this.metrics = metrics;
        this.client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setTcpNoDelay(true)
                        .setKeepAlive(true)
                        .setPipelining(false)
                        .setConnectTimeout((int) options.connect().toMillis()),
                new PoolOptions().setHttp1MaxSize(options.connections()).setMaxWaitQueueSize(options.connections()));
        this.upstream = upstream(options);
    }

    @Override
    public Telling tell(Request request, Consumer<String> onText) {
        StandIn standIn = Prompt.standIn(request);
        OpenAiTelling telling = new OpenAiTelling(this, request, standIn, onText);
        telling.begin();
        return telling;
    }

    /** Gives up every connection. */
    public Future<Void> close() {
        return client.close();
    }

    Vertx vertx() {
        return vertx;
    }

    Options options() {
        return options;
    }

    StorytellerMetrics metrics() {
        return metrics;
    }

    HttpClient client() {
        return client;
    }

    RequestOptions upstream() {
        return upstream;
    }

    Buffer body(Request request, StandIn standIn) {
        record Body(String model, boolean stream, List<Prompt.Message> messages) {}
        try {
            return Buffer.buffer(
                    JSON.writeValueAsBytes(new Body(options.model(), true, Prompt.messages(request, standIn))));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RequestOptions upstream(Options options) {
        String base = options.base().toString();
        RequestOptions upstream = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI((base.endsWith("/") ? base : base + "/") + "chat/completions")
                .putHeader("content-type", "application/json")
                .putHeader("accept", "text/event-stream");
        return options.apiKey() == null ? upstream : upstream.putHeader("authorization", "Bearer " + options.apiKey());
    }
}
