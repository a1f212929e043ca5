package com.intergalacticteacher.http;

import io.vertx.ext.web.RoutingContext;

/** What browsers report of the streams they have seen. */
public final class ClientHandlers {
    private final ClientMetrics metrics;

    public ClientHandlers(ClientMetrics metrics) {
        this.metrics = metrics;
    }

    void reportClient(RoutingContext context) {
        Input input = Input.of(context);
        metrics.firstChunkSeen(input.number("time_to_first_chunk_ms"));
        metrics.stalls(input.number("stalls"));
        metrics.reconnects(input.number("reconnects"));
        context.response().setStatusCode(204).end();
    }
}
