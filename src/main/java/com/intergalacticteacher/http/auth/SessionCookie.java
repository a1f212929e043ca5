package com.intergalacticteacher.http.auth;

import com.intergalacticteacher.account.SecretTokens.Token;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** The cookie that keeps a browser signed in. No script reads it, and no other site's page sends it. */
public final class SessionCookie {
    private static final String NAME = "session";

    /** With this prefix a browser takes it only over TLS and for this very host. */
    private static final String TLS_NAME = "__Host-" + NAME;

    private SessionCookie() {}

    public static void set(RoutingContext context, Token token) {
        StrictCookie.add(context, name(context.request()), "/", token.text(), token.lifetime());
    }

    public static void takeBack(RoutingContext context) {
        StrictCookie.add(context, name(context.request()), "/", "", 0);
    }

    static @Nullable String read(RoutingContext context) {
        return StrictCookie.read(context, name(context.request()));
    }

    private static String name(HttpServerRequest request) {
        return Tls.isUsed(request) ? TLS_NAME : NAME;
    }
}
