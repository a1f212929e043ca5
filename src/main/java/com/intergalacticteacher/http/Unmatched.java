package com.intergalacticteacher.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import io.vertx.openapi.contract.Path;
import java.util.stream.Collectors;

/** Answers what no operation took: tells a path that is not there from a method that its path does not have. */
final class Unmatched implements Handler<RoutingContext> {
    private final Contract contract;

    Unmatched(Contract contract) {
        this.contract = contract;
    }

    @Override
    public void handle(RoutingContext context) {
        Path path = contract.operations().findPath(context.normalizedPath());
        if (path == null) {
            context.fail(404);
            return;
        }
        String methods = path.getOperations().stream()
                .map(operation -> operation.getHttpMethod().name())
                .sorted()
                .collect(Collectors.joining(", "));
        context.response().putHeader(HttpHeaders.ALLOW, methods);
        context.fail(405);
    }
}
