package com.intergalacticteacher.http;

import com.intergalacticteacher.account.Parents;
import com.intergalacticteacher.account.StreamTickets;
import com.intergalacticteacher.http.auth.Caller;
import io.vertx.ext.web.RoutingContext;

/** The operations of accounts. */
public final class AccountHandlers {
    private final Parents parents;
    private final SignIns signIns;
    private final StreamTickets tickets;
    private final Tries tries;

    public AccountHandlers(Parents parents, SignIns signIns, StreamTickets tickets, Tries tries) {
        this.parents = parents;
        this.signIns = signIns;
        this.tickets = tickets;
        this.tries = tries;
    }

    void register(RoutingContext context) {
        Input input = Input.of(context);
        tries.register(context);
        Answer.json(
                context,
                201,
                signIns.allowed()
                        .compose(v -> parents.register(input.text("email"), input.text("password")))
                        .compose(parent -> signIns.signIn(context, parent)));
    }

    void login(RoutingContext context) {
        Input input = Input.of(context);
        tries.signIn(context, input.text("email"));
        Answer.json(
                context,
                200,
                signIns.allowed()
                        .compose(v -> parents.signIn(input.text("email"), input.text("password")))
                        .onSuccess(parent -> tries.succeeded(input.text("email")))
                        .compose(parent -> signIns.signIn(context, parent)));
    }

    void refresh(RoutingContext context) {
        Answer.json(context, 200, signIns.allowed().compose(v -> signIns.refresh(context)));
    }

    void logout(RoutingContext context) {
        Answer.nothing(context, signIns.signOut(context));
    }

    /** What a page asks first: whoever is signed in by the cookie stays so for as long again. */
    void getAccount(RoutingContext context) {
        Caller caller = Caller.of(context);
        Answer.json(
                context,
                200,
                parents.find(caller.parentId())
                        .compose(parent -> signIns.renew(context, caller).map(parent)));
    }

    void deleteAccount(RoutingContext context) {
        Caller caller = Caller.of(context);
        Answer.nothing(context, parents.erase(caller.parentId()).compose(erased -> signIns.signOut(context)));
    }

    void createStreamTicket(RoutingContext context) {
        Answer.json(
                context,
                201,
                tickets.issue(Caller.of(context).identity())
                        .map(ticket -> new StreamTicket(ticket, StreamTickets.LIFETIME)));
    }

    private record StreamTicket(String ticket, int expiresIn) {}
}
