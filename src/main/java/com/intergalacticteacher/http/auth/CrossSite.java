package com.intergalacticteacher.http.auth;

import com.intergalacticteacher.http.Problem;
import com.intergalacticteacher.http.ProblemCode;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.openapi.contract.Operation;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Refuses what a browser does of its own accord or for a page of another site: to write, or to start a story, with
 * nothing but the cookie. Other sites' pages that are allowed by name have been let through with their {@code Origin}.
 */
public final class CrossSite {
    private static final List<String> PURPOSES = List.of("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz");
    /** By the page itself, or by a person in the address bar. */
    private static final Set<String> OURS = Set.of("same-origin", "none");

    private static final String STARTING = "generateStream";

    private CrossSite() {}

    /** Before signing in, so that not even a ticket is used up: an operation that starts something is not tried out. */
    public static Handler<RoutingContext> guess(Operation operation) {
        boolean isStarting = STARTING.equals(operation.getOperationId());
        return context -> {
            if (isStarting && isGuess(context.request())) {
                context.fail(
                        Problem.of(ProblemCode.PREFETCH_REFUSED, "A story is started by a reader, not on suspicion.")
                                .exception());
            } else {
                context.next();
            }
        };
    }

    private static boolean isGuess(HttpServerRequest request) {
        return PURPOSES.stream()
                .flatMap(name -> request.headers().getAll(name).stream())
                .map(purpose -> purpose.toLowerCase(Locale.ROOT))
                .anyMatch(purpose ->
                        purpose.contains("prefetch") || purpose.contains("prerender") || purpose.contains("preview"));
    }

    /** After signing in: a {@link Caller} is there. */
    public static Handler<RoutingContext> check(Operation operation) {
        HttpMethod method = operation.getHttpMethod();
        boolean isReading = HttpMethod.GET.equals(method) && !STARTING.equals(operation.getOperationId());
        return context -> {
            if (!isReading && Caller.of(context).isByCookie() && isForeign(context.request())) {
                context.fail(Problem.of(ProblemCode.ORIGIN_REFUSED, "A page of another site acts with your cookie.")
                        .exception());
            } else {
                context.next();
            }
        };
    }

    /** Without the header it is no current browser: then {@code Origin}, which has been checked, must do. */
    private static boolean isForeign(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        return site != null && !OURS.contains(site.toLowerCase(Locale.ROOT)) && request.getHeader("Origin") == null;
    }
}
