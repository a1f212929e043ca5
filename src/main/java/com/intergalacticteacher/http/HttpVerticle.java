package com.intergalacticteacher.http;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Listens. Several of them share a port, each on an event loop of its own. */
public final class HttpVerticle extends VerticleBase {
    /** In bytes: a token, a title and a child's idea, percent-encoded, all fit into one URL. */
    private static final int MAX_REQUEST_LINE = 16 * 1024;

    private final HttpConfig config;
    private final Api api;
    private @Nullable HttpServer server;

    public HttpVerticle(HttpConfig config, Api api) {
        this.config = config;
        this.api = api;
    }

    @Override
    public Future<?> start() {
        server = vertx.createHttpServer(new HttpServerOptions().setMaxInitialLineLength(MAX_REQUEST_LINE))
                .invalidRequestHandler(Failures::refuseUnreadable)
                .requestHandler(api.router(vertx));
        return server.listen(config.port(), config.host());
    }

    /** The port it listens on, once started. */
    public int port() {
        return Objects.requireNonNull(server).actualPort();
    }
}
