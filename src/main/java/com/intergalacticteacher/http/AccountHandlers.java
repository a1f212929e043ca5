package com.intergalacticteacher.http;

import com.intergalacticteacher.account.Parent;
import com.intergalacticteacher.account.Parents;
import com.intergalacticteacher.account.StreamTickets;
import com.intergalacticteacher.account.Tokens;
import com.intergalacticteacher.http.auth.Caller;
import com.intergalacticteacher.http.auth.SessionCookie;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;

/** The operations of accounts. */
public final class AccountHandlers {
    private final Parents parents;
    private final Tokens tokens;
    private final StreamTickets tickets;

    public AccountHandlers(Parents parents, Tokens tokens, StreamTickets tickets) {
        this.parents = parents;
        this.tokens = tokens;
        this.tickets = tickets;
    }

    void register(RoutingContext context) {
        Input input = Input.of(context);
        Answer.json(
                context,
                201,
                parents.register(input.text("email"), input.text("password")).map(parent -> signedIn(context, parent)));
    }

    void login(RoutingContext context) {
        Input input = Input.of(context);
        Answer.json(
                context,
                200,
                parents.signIn(input.text("email"), input.text("password")).map(parent -> signedIn(context, parent)));
    }

    private AccessToken signedIn(RoutingContext context, Parent parent) {
        Tokens.Token token = tokens.issue(parent.id());
        SessionCookie.set(context, token);
        return new AccessToken(token.text(), "bearer", token.lifetime());
    }

    private record AccessToken(String accessToken, String tokenType, int expiresIn) {}

    void logout(RoutingContext context) {
        SessionCookie.takeBack(context);
        Answer.nothing(context, Future.succeededFuture());
    }

    void getAccount(RoutingContext context) {
        Answer.json(context, 200, parents.find(Caller.of(context).parentId()));
    }

    void deleteAccount(RoutingContext context) {
        SessionCookie.takeBack(context);
        Answer.nothing(context, parents.erase(Caller.of(context).parentId()));
    }

    void createStreamTicket(RoutingContext context) {
        Answer.json(
                context,
                201,
                tickets.issue(Caller.of(context).parentId())
                        .map(ticket -> new StreamTicket(ticket, StreamTickets.LIFETIME)));
    }

    private record StreamTicket(String ticket, int expiresIn) {}
}
