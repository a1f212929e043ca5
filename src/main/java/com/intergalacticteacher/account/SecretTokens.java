package com.intergalacticteacher.account;

import static com.intergalacticteacher.account.AccountRefused.Reason.BAD_TOKEN;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import java.util.UUID;

/**
 * JSON Web Tokens of this program's own sessions, signed by HS256 with a secret that all nodes share. The cookie's is
 * good for as long as its session, which no script can read; an access token, which may be copied anywhere, for minutes.
 */
public final class SecretTokens implements Tokens {
    private static final String ALGORITHM = "HS256";
    /** Between the clocks of nodes, in seconds. */
    private static final int LEEWAY = 5;

    private static final String SESSION = "sid";
    private static final String USE = "use";
    private static final String COOKIE = "cookie";

    private final JWTAuth signer;
    private final JWTAuth checker;
    private final Duration lifetime;
    private final Sessions sessions;

    /** @param lifetime of an access token */
    public SecretTokens(Vertx vertx, TokenConfig.Shared config, Duration lifetime, Sessions sessions) {
        String previous = config.previous();
        // With two keys Vert.x would sign by either, whichever comes.
        signer = JWTAuth.create(vertx, new JWTAuthOptions().addPubSecKey(key(config.secret())));
        JWTAuthOptions known = new JWTAuthOptions()
                .setJWTOptions(new JWTOptions().setLeeway(LEEWAY))
                .addPubSecKey(key(config.secret()));
        checker = JWTAuth.create(vertx, previous == null ? known : known.addPubSecKey(key(previous)));
        this.lifetime = lifetime;
        this.sessions = sessions;
    }

    private static PubSecKeyOptions key(String secret) {
        return new PubSecKeyOptions()
                .setAlgorithm(ALGORITHM)
                .setId(keyId(secret))
                .setBuffer(Buffer.buffer(secret));
    }

    /** The same on every node, without another setting: the beginning of the secret's hash. */
    private static String keyId(String secret) {
        return HexFormat.of().formatHex(Secrets.hash("key id of " + secret).getBytes(), 0, 4);
    }

    /** A token and the seconds it is good for. */
    public record Token(String text, int lifetime) {
        @Override
        public String toString() {
            return "Token[text=hidden, lifetime=" + lifetime + "]";
        }
    }

    public Token access(Identity identity) {
        return signed(identity, lifetime, new JsonObject());
    }

    public Token cookie(Identity identity) {
        Duration left = Duration.between(Instant.now(), identity.until());
        return signed(identity, left, new JsonObject().put(USE, COOKIE));
    }

    private Token signed(Identity identity, Duration time, JsonObject claims) {
        int seconds = (int) Math.max(1, time.toSeconds());
        JWTOptions options = new JWTOptions()
                .setAlgorithm(ALGORITHM)
                .setSubject(String.valueOf(identity.parentId()))
                .setExpiresInSeconds(seconds);
        claims.put(SESSION, Objects.requireNonNull(identity.sessionId()).toString());
        return new Token(signer.generateToken(claims, options), seconds);
    }

    @Override
    public Future<Identity> identify(String token) {
        return genuine(token)
                .compose(claims -> claims.containsKey(USE) ? refused() : Future.succeededFuture(claims))
                .compose(this::session);
    }

    @Override
    public Future<Identity> identifyCookie(String cookie) {
        return genuine(cookie).compose(this::session);
    }

    private Future<JsonObject> genuine(String token) {
        if (token.length() > MAX_LENGTH) {
            return refused();
        }
        // Vert.x throws, rather than fails, for some that are no tokens at all.
        return Future.succeededFuture(new TokenCredentials(token))
                .compose(checker::authenticate)
                .map(user -> user.attributes().getJsonObject("accessToken"))
                .recover(failure -> refused());
    }

    private Future<Identity> session(JsonObject claims) {
        try {
            String parentId = claims.getString("sub", "");
            return claims.getLong("exp") == null
                    ? refused()
                    : sessions.find(UUID.fromString(claims.getString(SESSION, "")))
                            .compose(identity ->
                                    String.valueOf(identity.parentId()).equals(parentId)
                                            ? Future.succeededFuture(identity)
                                            : refused());
        } catch (ClassCastException | IllegalArgumentException e) {
            return refused();
        }
    }

    private static <T> Future<T> refused() {
        return Future.failedFuture(new AccountRefused(BAD_TOKEN));
    }
}
