package com.intergalacticteacher.http;

import com.intergalacticteacher.http.auth.Authentication;
import com.intergalacticteacher.http.auth.CrossSite;
import com.intergalacticteacher.trace.Tracing;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.openapi.router.OpenAPIRoute;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.contract.Operation;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The contract put to work: every operation is signed in for, checked, and handed to its handler, in that order. */
public final class Api {
    /** Of a request, in bytes. */
    static final int MAX_BODY = 64 * 1024;

    /** Among them what Vert.x's body handler calls a body that breaks off: 200. */
    private static final List<Integer> FAILURES = List.of(200, 400, 401, 403, 404, 405, 406, 413, 415, 500);

    private final Contract contract;
    private final Routes routes;
    private final Authentication authentication;
    private final Origins origins;
    private final Pages pages;
    private final OutageCheck outages;
    private final Tracing tracing;

    public Api(
            Contract contract,
            Routes routes,
            Authentication authentication,
            Origins origins,
            Pages pages,
            OutageCheck outages,
            Tracing tracing) {
        this.contract = contract;
        this.routes = routes;
        this.authentication = authentication;
        this.origins = origins;
        this.pages = pages;
        this.outages = outages;
        this.tracing = tracing;
    }

    /** A router of its own for whoever serves it; fails where contract and {@link Routes} differ. */
    Router router(Vertx vertx) {
        Router router = Router.router(vertx);
        Failures failures = new Failures();
        FAILURES.forEach(status -> router.errorHandler(status, failures));
        router.get("/openapi.yaml").handler(this::serveContract);
        router.route(contract.basePath() + "/*")
                .handler(Api::guard)
                .handler(origins)
                .handler(Api::refuseForms)
                .subRouter(operations(vertx));
        router.route().handler(new PageHeaders()).handler(pages);
        return router;
    }

    private void serveContract(RoutingContext context) {
        context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/yaml")
                .putHeader("X-Content-Type-Options", "nosniff")
                .end(contract.text());
    }

    /** Answers are for one caller and for programs: nobody else keeps them, frames them or guesses what they are. */
    private static void guard(RoutingContext context) {
        context.response()
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cross-Origin-Resource-Policy", "same-origin")
                .putHeader("X-Frame-Options", "DENY")
                .putHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        PageHeaders.onlyByTls(context);
        context.next();
    }

    /** No operation takes one, and what reads bodies would begin to, whatever the method. */
    private static void refuseForms(RoutingContext context) {
        String type = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
        String form = type == null ? "" : type.strip().toLowerCase(Locale.ROOT);
        if (form.startsWith("multipart/") || form.startsWith("application/x-www-form-urlencoded")) {
            context.fail(Problem.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "Forms are not taken.")
                    .exception());
        } else {
            context.next();
        }
    }

    private Router operations(Vertx vertx) {
        Map<String, Handler<RoutingContext>> handlers = routes.handlers();
        RouterBuilder builder = RouterBuilder.create(vertx, contract.operations())
                .rootHandler(BodyHandler.create(false).setBodyLimit(MAX_BODY));
        for (OpenAPIRoute route : builder.getRoutes()) {
            Operation operation = route.getOperation();
            Handler<RoutingContext> handler = handlers.get(operation.getOperationId());
            if (handler == null) {
                throw new IllegalStateException("no handler for operation " + operation.getOperationId());
            }
            route.setDoSecurity(false).setDoValidation(false);
            route.addHandler(new RequestTrace(tracing, operation)).addHandler(outages.of(operation));
            if (!operation.getSecurityRequirements().isEmpty()) {
                route.addHandler(CrossSite.guess(operation))
                        .addHandler(authentication.of(operation))
                        .addHandler(CrossSite.check(operation));
            }
            route.addHandler(new RequestCheck(operation, contract.operations().getSchemaRepository()))
                    .addHandler(handler);
        }
        Router router = builder.createRouter();
        router.route().handler(new Unmatched(contract));
        return router;
    }
}
