package com.intergalacticteacher.http;

import com.intergalacticteacher.http.auth.Tls;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/**
 * What a browser is told of every page: to run nothing but what came from here, to be framed by nobody, to guess no
 * types, and to tell other sites nothing. Stands before whatever serves the pages.
 */
public final class PageHeaders implements Handler<RoutingContext> {
    /** Nothing from elsewhere, nothing inline: a story that contains markup stays text whatever happens. */
    private static final String POLICY = String.join(
            "; ",
            "default-src 'self'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'");

    /** Two years, in seconds. */
    private static final String STRICT_TRANSPORT = "max-age=63072000; includeSubDomains";

    @Override
    public void handle(RoutingContext context) {
        HttpServerResponse response = context.response();
        response.putHeader("Content-Security-Policy", POLICY)
                .putHeader("X-Frame-Options", "DENY")
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cross-Origin-Opener-Policy", "same-origin")
                .putHeader("Cross-Origin-Resource-Policy", "same-origin")
                .putHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()");
        onlyByTls(context);
        context.next();
    }

    /** Once a browser came by TLS it never comes without: said only there, since in clear anybody could say it. */
    static void onlyByTls(RoutingContext context) {
        if (Tls.isUsed(context.request())) {
            context.response().putHeader("Strict-Transport-Security", STRICT_TRANSPORT);
        }
    }
}
