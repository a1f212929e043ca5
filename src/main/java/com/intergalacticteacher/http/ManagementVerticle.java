package com.intergalacticteacher.http;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.healthchecks.HealthChecks;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.healthchecks.HealthCheckHandler;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Probes and measurements, on a port that is not the public's. */
public final class ManagementVerticle extends VerticleBase {
    private final HttpConfig config;
    private final HealthChecks live;
    private final HealthChecks ready;
    private final Supplier<String> scrape;
    private @Nullable HttpServer server;

    public ManagementVerticle(HttpConfig config, HealthChecks live, HealthChecks ready, Supplier<String> scrape) {
        this.config = config;
        this.live = live;
        this.ready = ready;
        this.scrape = scrape;
    }

    @Override
    public Future<?> start() {
        Router router = Router.router(vertx);
        router.get("/health/live").handler(HealthCheckHandler.createWithHealthChecks(live));
        router.get("/health/ready").handler(HealthCheckHandler.createWithHealthChecks(ready));
        router.get("/metrics").handler(context -> scrape(context.response()));
        server = vertx.createHttpServer().requestHandler(router);
        return server.listen(config.managementPort(), config.host());
    }

    /** The port it listens on, once started. */
    public int port() {
        return Objects.requireNonNull(server).actualPort();
    }

    private void scrape(HttpServerResponse response) {
        vertx.executeBlocking(scrape::get, false)
                .onSuccess(text -> response.putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                        .end(text))
                .onFailure(cause -> response.setStatusCode(500).end());
    }
}
