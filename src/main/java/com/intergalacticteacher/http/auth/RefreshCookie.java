package com.intergalacticteacher.http.auth;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** The cookie that a new access token is had for. It is sent to the one operation that does so, and nowhere else. */
public final class RefreshCookie {
    /** A name that sorts after the session's, which is answered first. */
    private static final String NAME = "session-refresh";

    private static final String TLS_NAME = "__Secure-" + NAME;
    private static final String PATH = "/api/v1/auth/refresh";

    private RefreshCookie() {}

    /** Sets it, in place of the one before; {@code lifetime} in seconds. */
    public static void set(RoutingContext context, String refreshToken, int lifetime) {
        StrictCookie.add(context, name(context.request()), PATH, refreshToken, lifetime);
    }

    public static void takeBack(RoutingContext context) {
        StrictCookie.add(context, name(context.request()), PATH, "", 0);
    }

    public static @Nullable String read(RoutingContext context) {
        return StrictCookie.read(context, name(context.request()));
    }

    private static String name(HttpServerRequest request) {
        return Tls.isUsed(request) ? TLS_NAME : NAME;
    }
}
