package com.intergalacticteacher.http.auth;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** How every cookie here is: out of reach of scripts, of other sites' pages, and of the wire in clear where there is TLS. */
final class StrictCookie {
    private StrictCookie() {}

    /** @param maxAge in seconds; 0 takes it back */
    static void add(RoutingContext context, String name, String path, String value, int maxAge) {
        context.response()
                .addCookie(Cookie.cookie(name, value)
                        .setPath(path)
                        .setHttpOnly(true)
                        .setSameSite(CookieSameSite.STRICT)
                        .setSecure(Tls.isUsed(context.request()))
                        .setMaxAge(maxAge));
    }

    static @Nullable String read(RoutingContext context, String name) {
        Cookie cookie = context.request().getCookie(name);
        return cookie == null ? null : cookie.getValue();
    }
}
