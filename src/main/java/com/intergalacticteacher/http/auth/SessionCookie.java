package com.intergalacticteacher.http.auth;

import com.intergalacticteacher.account.Tokens;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** The cookie that keeps a browser signed in. No script reads it, and no other site's page sends it. */
public final class SessionCookie {
    private static final String NAME = "session";

    /** With this prefix a browser takes it only over TLS and for this very host. */
    private static final String TLS_NAME = "__Host-" + NAME;

    private SessionCookie() {}

    public static void set(RoutingContext context, Tokens.Token token) {
        add(context, token.text(), token.lifetime());
    }

    public static void takeBack(RoutingContext context) {
        add(context, "", 0);
    }

    static @Nullable String read(RoutingContext context) {
        Cookie cookie = context.request().getCookie(name(context));
        return cookie == null ? null : cookie.getValue();
    }

    private static void add(RoutingContext context, String value, int maxAge) {
        context.response()
                .addCookie(Cookie.cookie(name(context), value)
                        .setPath("/")
                        .setHttpOnly(true)
                        .setSameSite(CookieSameSite.STRICT)
                        .setSecure(isTls(context.request()))
                        .setMaxAge(maxAge));
    }

    private static String name(RoutingContext context) {
        return isTls(context.request()) ? TLS_NAME : NAME;
    }

    private static boolean isTls(HttpServerRequest request) {
        return request.isSSL() || "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto"));
    }
}
