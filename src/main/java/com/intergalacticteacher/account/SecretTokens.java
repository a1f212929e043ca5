package com.intergalacticteacher.account;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;

/** JSON Web Tokens signed by HS256 with a secret that all nodes share. */
public final class SecretTokens implements Tokens {
    /** Of a token, in seconds: a week. */
    public static final int DEFAULT_LIFETIME = 7 * 24 * 60 * 60;

    private static final String ALGORITHM = "HS256";

    private final JWTAuth jwt;
    private final JWTOptions options;

    /** @param lifetime of a token, in seconds */
    public SecretTokens(Vertx vertx, TokenConfig.Shared config, int lifetime) {
        jwt = JWTAuth.create(
                vertx,
                new JWTAuthOptions()
                        .addPubSecKey(new PubSecKeyOptions()
                                .setAlgorithm(ALGORITHM)
                                .setBuffer(Buffer.buffer(config.secret()))));
        options = new JWTOptions().setAlgorithm(ALGORITHM).setExpiresInSeconds(lifetime);
    }

    @Override
    public Token issue(long parentId) {
        JWTOptions subject = new JWTOptions(options).setSubject(String.valueOf(parentId));
        return new Token(jwt.generateToken(new JsonObject(), subject), options.getExpiresInSeconds());
    }

    @Override
    public Future<Long> parentOf(String token) {
        return jwt.authenticate(new TokenCredentials(token))
                .map(User::subject)
                .map(Long::valueOf)
                .recover(failure -> Future.failedFuture(new AccountRefused(AccountRefused.Reason.BAD_TOKEN)));
    }
}
