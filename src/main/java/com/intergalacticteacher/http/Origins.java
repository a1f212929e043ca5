package com.intergalacticteacher.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets pages call that come from here or from an origin allowed by name, and refuses others, so that no foreign page
 * acts with a parent's cookie. Programs that are no pages send no origin.
 */
public final class Origins implements Handler<RoutingContext> {
    private static final String PREFLIGHT_SECONDS = "600";

    private final Set<String> allowed;

    /** @param allowed origins such as {@code https://stories.example}, without a slash at the end */
    public Origins(Collection<String> allowed) {
        this.allowed = Set.copyOf(allowed);
    }

    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin == null || isOurs(origin, request.authority())) {
            context.next();
        } else if (!allowed.contains(origin)) {
            context.fail(Problem.of(ProblemCode.ORIGIN_REFUSED, "It is not among the allowed ones.")
                    .exception());
        } else if (isPreflight(request)) {
            answerPreflight(allow(context.response(), origin));
        } else {
            allow(context.response(), origin);
            context.next();
        }
    }

    /** The scheme does not count: behind an ingress that ends TLS it is not the one the browser sees. */
    private static boolean isOurs(String origin, @Nullable HostAndPort authority) {
        if (authority == null) {
            return false;
        }
        try {
            String ours = URI.create(origin).getRawAuthority();
            return ours != null && ours.equals(authority.toString().toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isPreflight(HttpServerRequest request) {
        return HttpMethod.OPTIONS.equals(request.method())
                && request.headers().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
    }

    private static HttpServerResponse allow(HttpServerResponse response, String origin) {
        return response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin)
                .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true")
                .putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, "Location, Content-Location, Retry-After")
                .putHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
    }

    private static void answerPreflight(HttpServerResponse response) {
        response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, "GET, POST, PATCH, DELETE")
                .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, "Authorization, Content-Type, Last-Event-ID")
                .putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, PREFLIGHT_SECONDS)
                .setStatusCode(204)
                .end();
    }
}
