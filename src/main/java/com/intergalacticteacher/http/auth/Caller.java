package com.intergalacticteacher.http.auth;

import com.intergalacticteacher.account.Identity;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;

/**
 * The parent who is calling, as their credential says; the account may have been erased since it was issued.
 *
 * @param isByCookie whether a browser sent the credential unasked
 */
public record Caller(Identity identity, boolean isByCookie) {
    private static final String KEY = Caller.class.getName();

    /** The caller of an operation that needs signing in; only there is one. */
    public static Caller of(RoutingContext context) {
        return Objects.requireNonNull(context.get(KEY), "the operation is open to everyone");
    }

    public long parentId() {
        return identity.parentId();
    }

    void enter(RoutingContext context) {
        context.put(KEY, this);
    }
}
