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
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Tells by any OpenAI-compatible server's {@code POST {base}/chat/completions}, streamed.
 *
 * <p>It speaks through {@link HttpClient}, on which the web client is built, because the web client keeps the request
 * to itself: it can neither be reset while its first token is awaited nor be read with back-pressure and then given
 * up. One for each verticle instance keeps every connection on the event loop that reads it.
 */
public final class OpenAiStoryteller implements Storyteller {

    public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(5);
    public static final int DEFAULT_CONNECTIONS = 10_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Vertx vertx;
    private final StorytellerConfig config;
    private final StorytellerConfig.Server server;
    private final StorytellerMetrics metrics;
    private final HttpClient client;
    private final RequestOptions upstream;

    /** @throws NullPointerException if the configuration names no server */
    public OpenAiStoryteller(Vertx vertx, StorytellerConfig config, StorytellerMetrics metrics) {
        this(vertx, config, DEFAULT_CONNECT_TIMEOUT, DEFAULT_CONNECTIONS, metrics);
    }

    /** @param connections at most at once; as many requests again wait for one */
    public OpenAiStoryteller(
            Vertx vertx,
            StorytellerConfig config,
            Duration connectTimeout,
            int connections,
            StorytellerMetrics metrics) {
        this.vertx = vertx;
        this.config = config;
        this.server = Objects.requireNonNull(config.server(), "server");
        this.metrics = metrics;
        this.client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setTcpNoDelay(true)
                        .setKeepAlive(true)
                        .setPipelining(false)
                        .setConnectTimeout((int) connectTimeout.toMillis()),
                new PoolOptions().setHttp1MaxSize(connections).setMaxWaitQueueSize(connections));
        this.upstream = upstream(server);
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

    StorytellerConfig config() {
        return config;
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
                    JSON.writeValueAsBytes(new Body(server.model(), true, Prompt.messages(request, standIn))));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RequestOptions upstream(StorytellerConfig.Server server) {
        RequestOptions upstream = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(server.baseUrl() + "/chat/completions")
                .putHeader("content-type", "application/json")
                .putHeader("accept", "text/event-stream");
        return server.apiKey() == null ? upstream : upstream.putHeader("authorization", "Bearer " + server.apiKey());
    }
}
