package com.intergalacticteacher;

import com.intergalacticteacher.account.PublishedKeys;
import com.intergalacticteacher.account.PublishedTokens;
import com.intergalacticteacher.account.SecretTokens;
import com.intergalacticteacher.account.SessionConfig;
import com.intergalacticteacher.account.Sessions;
import com.intergalacticteacher.account.TokenConfig;
import com.intergalacticteacher.account.Tokens;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import org.jspecify.annotations.Nullable;

/**
 * How parents sign in: here, or at an identity provider.
 *
 * @param signing null where somebody else signs
 */
record Doors(Tokens tokens, Sessions sessions, @Nullable SecretTokens signing) {

    static Doors of(Vertx vertx, TokenConfig token, SessionConfig session, Pool pool) {
        Sessions sessions = new Sessions(pool, session.sessionLifetime());
        if (token instanceof TokenConfig.Published published) {
            PublishedKeys keys = new PublishedKeys(vertx, published);
            return new Doors(new PublishedTokens(published, keys, pool), sessions, null);
        }
        SecretTokens signing =
                new SecretTokens(vertx, (TokenConfig.Shared) token, session.accessTokenLifetime(), sessions);
        return new Doors(signing, sessions, signing);
    }
}
