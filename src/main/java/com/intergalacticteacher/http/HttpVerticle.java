package com.intergalacticteacher.http;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Listens. Several of them share a port, each on an event loop of its own. */
public final class HttpVerticle extends VerticleBase {
    /** In bytes: a token, a title and a child's idea, percent-encoded, all fit into one URL. */
    private static final int MAX_REQUEST_LINE = 16 * 1024;

    /** In seconds; a stream that is read is never silent for so long, since comments keep it alive. */
    private static final int MAX_SILENCE = 75;

    private final HttpConfig config;
    private final Api api;
    private @Nullable HttpServer server;

    public HttpVerticle(HttpConfig config, Api api) {
        this.config = config;
        this.api = api;
    }

    @Override
    public Future<?> start() {
        server = vertx.createHttpServer(options())
                .invalidRequestHandler(Failures::refuseUnreadable)
                .requestHandler(api.router(vertx));
        return server.listen(config.port(), config.host());
    }

    private static HttpServerOptions options() {
        return new HttpServerOptions()
                .setMaxInitialLineLength(MAX_REQUEST_LINE)
                .setIdleTimeout(MAX_SILENCE)
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
    }

    /** The port it listens on, once started. */
    public int port() {
        return Objects.requireNonNull(server).actualPort();
    }
}
