package com.intergalacticteacher.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/** What the streaming operations do, named as in the contract. */
public record StreamHandlers(
        Handler<RoutingContext> generateStream,
        Handler<RoutingContext> createStream,
        Handler<RoutingContext> attachStream,
        Handler<RoutingContext> pauseStream,
        Handler<RoutingContext> resumeStream,
        Handler<RoutingContext> cancelStream) {}
