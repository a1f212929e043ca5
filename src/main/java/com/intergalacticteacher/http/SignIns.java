package com.intergalacticteacher.http;

import com.intergalacticteacher.account.AccountRefused;
import com.intergalacticteacher.account.AccountRefused.Reason;
import com.intergalacticteacher.account.Identity;
import com.intergalacticteacher.account.Parent;
import com.intergalacticteacher.account.SecretTokens;
import com.intergalacticteacher.account.Sessions;
import com.intergalacticteacher.http.auth.Authentication;
import com.intergalacticteacher.http.auth.Caller;
import com.intergalacticteacher.http.auth.RefreshCookie;
import com.intergalacticteacher.http.auth.SessionCookie;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Signs parents in and out. A browser lives by the session cookie, renewed whenever a page opens; a program by its
 * access token, and by the refresh cookie for the next one.
 */
public final class SignIns {
    private final Sessions sessions;
    private final @Nullable SecretTokens tokens;
    private final Authentication authentication;

    /** @param tokens null where an identity provider signs parents in */
    public SignIns(Sessions sessions, @Nullable SecretTokens tokens, Authentication authentication) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.authentication = authentication;
    }

    /** What every answer that signs in says. */
    record AccessToken(String accessToken, String tokenType, int expiresIn) {
        @Override
        public String toString() {
            return "AccessToken[accessToken=hidden]";
        }
    }

    /** Fails where accounts are not kept here. */
    Future<Void> allowed() {
        return tokens == null
                ? Future.failedFuture(Problem.of(ProblemCode.ACCOUNTS_ELSEWHERE, "Please sign in there.")
                        .exception())
                : Future.succeededFuture();
    }

    Future<AccessToken> signIn(RoutingContext context, Parent parent) {
        return sessions.open(parent.id()).map(opened -> signedIn(context, opened));
    }

    /** The refresh cookie is taken once; whoever brings one that was taken ends the session for all who have it. */
    Future<AccessToken> refresh(RoutingContext context) {
        String refreshToken = RefreshCookie.read(context);
        return refreshToken == null
                ? Future.failedFuture(new AccountRefused(Reason.NO_CREDENTIAL))
                : sessions.refresh(refreshToken)
                        .map(opened -> signedIn(context, opened))
                        .onFailure(failure -> {
                            if (failure instanceof AccountRefused) {
                                takeBack(context);
                            }
                        });
    }

    private AccessToken signedIn(RoutingContext context, Sessions.Opened opened) {
        SecretTokens signing = signing();
        SecretTokens.Token access = signing.access(opened.identity());
        SecretTokens.Token cookie = signing.cookie(opened.identity());
        SessionCookie.set(context, cookie);
        RefreshCookie.set(context, opened.refreshToken(), cookie.lifetime());
        return new AccessToken(access.text(), "bearer", access.lifetime());
    }

    private SecretTokens signing() {
        SecretTokens signing = tokens;
        if (signing == null) {
            throw new IllegalStateException("accounts are kept elsewhere");
        }
        return signing;
    }

    Future<Void> renew(RoutingContext context, Caller caller) {
        UUID sessionId = caller.identity().sessionId();
        return sessionId == null || !caller.isByCookie()
                ? Future.succeededFuture()
                : sessions.renew(sessionId)
                        .map(renewed -> signing().cookie(renewed))
                        .onSuccess(cookie -> SessionCookie.set(context, cookie))
                        .mapEmpty();
    }

    /** Whoever is not signed in is signed out already. A cookie is taken back once it is good for nothing. */
    Future<Void> signOut(RoutingContext context) {
        return authentication
                .caller(context)
                .map(Caller::identity)
                .compose(this::end)
                .recover(failure ->
                        failure instanceof AccountRefused ? Future.succeededFuture() : Future.failedFuture(failure))
                .onSuccess(v -> takeBack(context));
    }

    private Future<Void> end(Identity identity) {
        UUID sessionId = identity.sessionId();
        return sessionId == null ? Future.succeededFuture() : sessions.end(sessionId);
    }

    private static void takeBack(RoutingContext context) {
        SessionCookie.takeBack(context);
        RefreshCookie.takeBack(context);
    }
}
