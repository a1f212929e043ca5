package com.intergalacticteacher.http.auth;

import com.intergalacticteacher.account.AccountRefused;
import com.intergalacticteacher.account.AccountRefused.Reason;
import com.intergalacticteacher.account.StreamTickets;
import com.intergalacticteacher.account.Tokens;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import io.vertx.openapi.contract.Operation;
import java.util.Locale;

/**
 * Finds out who is calling, by the first credential there is: the header, the cookie, and for operations whose
 * contract names them the parameters {@code ticket} and {@code token}. One that is bad ends the search, or an expired
 * token would stay unnoticed; but not the cookie, which a browser sends unasked, however old.
 */
public final class Authentication {
    private static final String SCHEME = "bearer ";

    private final Tokens tokens;
    private final StreamTickets tickets;

    public Authentication(Tokens tokens, StreamTickets tickets) {
        this.tokens = tokens;
        this.tickets = tickets;
    }

    /** Leaves a {@link Caller} behind, or fails the request. */
    public Handler<RoutingContext> of(Operation operation) {
        boolean inQuery = operation.getParameters().stream()
                .anyMatch(parameter -> parameter.getName().equals("ticket"));
        return context -> parentId(context, inQuery)
                .onSuccess(parentId -> {
                    new Caller(parentId).enter(context);
                    context.next();
                })
                .onFailure(context::fail);
    }

    private Future<Long> parentId(RoutingContext context, boolean inQuery) {
        String header = context.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (header != null) {
            return header.toLowerCase(Locale.ROOT).startsWith(SCHEME)
                    ? tokens.parentOf(header.substring(SCHEME.length()).strip())
                    : refused();
        }
        String cookie = SessionCookie.read(context);
        if (cookie == null) {
            return inQuery ? ofQuery(context) : refused();
        }
        Future<Long> ofCookie = tokens.parentOf(cookie);
        return inQuery ? ofCookie.recover(bad -> ofQuery(context)) : ofCookie;
    }

    private Future<Long> ofQuery(RoutingContext context) {
        String ticket = context.request().getParam("ticket");
        if (ticket != null) {
            return tickets.redeem(ticket);
        }
        String token = context.request().getParam("token");
        return token == null ? refused() : tokens.parentOf(token);
    }

    private static Future<Long> refused() {
        return Future.failedFuture(new AccountRefused(Reason.NO_CREDENTIAL));
    }
}
