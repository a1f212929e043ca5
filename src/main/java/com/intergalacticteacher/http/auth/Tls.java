package com.intergalacticteacher.http.auth;

import io.vertx.core.http.HttpServerRequest;

/** Whether the browser's own connection is encrypted, here or at the ingress in front. */
public final class Tls {
    private Tls() {}

    public static boolean isUsed(HttpServerRequest request) {
        return request.isSSL() || "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto"));
    }
}
