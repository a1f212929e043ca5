package com.intergalacticteacher.http.auth;

import com.intergalacticteacher.account.AccountRefused;
import com.intergalacticteacher.account.AccountRefused.Reason;
import com.intergalacticteacher.account.StreamTickets;
import com.intergalacticteacher.account.Tokens;
import com.intergalacticteacher.http.Failures;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import io.vertx.openapi.contract.Operation;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who is calling, by the first credential there is: the header, the cookie, and for operations whose
 * contract names them the parameters {@code ticket} and {@code token}. A header past its time gives way to the cookie,
 * so that a page open for longer than an access token stays signed in; nothing in a URL makes up for a bad
 * header. A bad cookie, which a browser sends unasked, however old, gives way to the query. One that cannot be told to
 * be bad, as in an outage, gives way to nothing: the next one, missing, would make a 401 of it and sign the page out.
 */
public final class Authentication {
    private static final String SCHEME = "bearer ";

    private final Tokens tokens;
    private final StreamTickets tickets;
    private final boolean isTokenInQuery;

    public Authentication(Tokens tokens, StreamTickets tickets, boolean isTokenInQuery) {
        this.tokens = tokens;
        this.tickets = tickets;
        this.isTokenInQuery = isTokenInQuery;
    }

    /** Leaves a {@link Caller} behind, or fails the request. */
    public Handler<RoutingContext> of(Operation operation) {
        boolean inQuery = operation.getParameters().stream()
                .anyMatch(parameter -> parameter.getName().equals("ticket"));
        return context -> caller(context, inQuery)
                .onSuccess(caller -> {
                    caller.enter(context);
                    context.next();
                })
                .onFailure(context::fail);
    }

    /** Who is calling where nobody has to be: by header or cookie. */
    public Future<Caller> caller(RoutingContext context) {
        return caller(context, false);
    }

    private Future<Caller> caller(RoutingContext context, boolean inQuery) {
        String header = context.request().getHeader(HttpHeaders.AUTHORIZATION);
        String cookie = SessionCookie.read(context);
        if (header != null) {
            return cookie == null ? ofHeader(header) : ofHeader(header).recover(givingWay(() -> ofCookie(cookie)));
        }
        if (cookie == null) {
            return inQuery ? ofQuery(context) : refused();
        }
        return inQuery ? ofCookie(cookie).recover(givingWay(() -> ofQuery(context))) : ofCookie(cookie);
    }

    private static Function<Throwable, Future<Caller>> givingWay(Supplier<Future<Caller>> next) {
        return failure -> Failures.of(failure).status() == 401 ? next.get() : Future.failedFuture(failure);
    }

    private Future<Caller> ofHeader(String header) {
        return header.toLowerCase(Locale.ROOT).startsWith(SCHEME)
                ? ofToken(header.substring(SCHEME.length()).strip())
                : refused();
    }

    private Future<Caller> ofToken(String token) {
        return tokens.identify(token).map(identity -> new Caller(identity, false));
    }

    private Future<Caller> ofCookie(String cookie) {
        return tokens.identifyCookie(cookie).map(identity -> new Caller(identity, true));
    }

    private Future<Caller> ofQuery(RoutingContext context) {
        String ticket = context.request().getParam("ticket");
        if (ticket != null) {
            return tickets.redeem(ticket).map(identity -> new Caller(identity, false));
        }
        @Nullable String token = isTokenInQuery ? context.request().getParam("token") : null;
        return token == null ? refused() : ofToken(token);
    }

    private static <T> Future<T> refused() {
        return Future.failedFuture(new AccountRefused(Reason.NO_CREDENTIAL));
    }
}
