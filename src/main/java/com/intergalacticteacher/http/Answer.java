package com.intergalacticteacher.http;

import com.intergalacticteacher.event.EventJson;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** Ends a request with what a room answers, or with its failure. */
public final class Answer {
    private Answer() {}

    /** Field names in snake_case, like those of events. */
    public static void json(RoutingContext context, int status, Future<?> body) {
        body.map(EventJson::encode)
                .onSuccess(json -> context.response()
                        .setStatusCode(status)
                        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                        .end(json))
                .onFailure(context::fail);
    }

    public static void nothing(RoutingContext context, Future<?> done) {
        done.onSuccess(nothing -> context.response().setStatusCode(204).end()).onFailure(context::fail);
    }
}
