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

    private final int port;
    private final Api api;
    private @Nullable HttpServer server;

    /** @param port 0 for any free one */
    public HttpVerticle(int port, Api api) {
        this.port = port;
        this.api = api;
    }

    @Override
    public Future<?> start() {
        server = vertx.createHttpServer(new HttpServerOptions().setMaxInitialLineLength(MAX_REQUEST_LINE))
                .requestHandler(api.router(vertx));
        return server.listen(port);
    }

    /** The port it listens on, once started. */
    public int port() {
        return Objects.requireNonNull(server).actualPort();
    }
}
