package com.intergalacticteacher.storyteller.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.intergalacticteacher.storyteller.StandIn;
import com.intergalacticteacher.storyteller.Storyteller;
import com.intergalacticteacher.storyteller.StorytellerConfig;
import com.intergalacticteacher.storyteller.StorytellerMetrics;
import com.intergalacticteacher.storyteller.Telling;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Tells by any OpenAI-compatible server's {@code POST {base}/chat/completions}, streamed.
 *
 * <p>It speaks through {@link HttpClient}, on which the web client is built, because the web client keeps the request
 * to itself: it can neither be reset while its first token is awaited nor be read with back-pressure and then given
 * up. Every event loop has a client of its own, or the pool would hand it connections that another loop reads.
 */
public final class OpenAiStoryteller implements Storyteller {

    public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(5);
    public static final int DEFAULT_CONNECTIONS = 10_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Vertx vertx;
    private final StorytellerConfig config;
    private final StorytellerConfig.Server server;
    private final StorytellerMetrics metrics;
    private final List<HttpClient> clients;
    private final Map<Thread, HttpClient> clientOfLoop = new ConcurrentHashMap<>();
    private final AtomicInteger loops = new AtomicInteger();
    private final RequestOptions upstream;

    /** @throws NullPointerException if the configuration names no server */
    public OpenAiStoryteller(Vertx vertx, StorytellerConfig config, StorytellerMetrics metrics) {
        this(vertx, config, DEFAULT_CONNECT_TIMEOUT, DEFAULT_CONNECTIONS, metrics);
    }

    /** @param connections at most at once on each event loop; as many requests again wait for one */
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
        HttpClientOptions http = new HttpClientOptions()
                .setTcpNoDelay(true)
                .setKeepAlive(true)
                .setPipelining(false)
                .setConnectTimeout((int) connectTimeout.toMillis());
        PoolOptions pool = new PoolOptions().setHttp1MaxSize(connections).setMaxWaitQueueSize(connections);
        // Made here and not on first use, or the verticle that is first would take its client along when it goes.
        this.clients = Stream.generate(() -> (HttpClient) vertx.createHttpClient(http, pool))
                .limit(VertxOptions.DEFAULT_EVENT_LOOP_POOL_SIZE)
                .toList();
        this.upstream = upstream(server);
    }

    @Override
    public Telling tell(Request request, Consumer<String> onText) {
        StandIn standIn = Prompt.standIn(request);
        OpenAiTelling telling = new OpenAiTelling(this, request, standIn, onText);
        telling.begin();
        return telling;
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
        return Context.isOnEventLoopThread()
                ? clientOfLoop.computeIfAbsent(
                        Thread.currentThread(), loop -> clients.get(loops.getAndIncrement() % clients.size()))
                : clients.get(0);
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
