package com.intergalacticteacher.account;

import static com.intergalacticteacher.account.AccountRefused.Reason.BAD_TOKEN;

import io.vertx.core.Future;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/**
 * JSON Web Tokens of an identity provider, checked by the keys it publishes. Whoever it vouches for is a parent here,
 * made on first sight; a stream goes on until the token runs out, and then on by the next one.
 */
public final class PublishedTokens implements Tokens {
    private static final int MAX_SUBJECT = 255;

    private final TokenConfig.Published config;
    private final PublishedKeys keys;
    private final Pool pool;

    public PublishedTokens(TokenConfig.Published config, PublishedKeys keys, Pool pool) {
        this.config = config;
        this.keys = keys;
        this.pool = pool;
    }

    @Override
    public Future<Identity> identify(String token) {
        return token.length() > MAX_LENGTH ? refused() : genuine(token).compose(this::parent);
    }

    /** The provider keeps the sign-ins, and no cookie of ours says anything. */
    @Override
    public Future<Identity> identifyCookie(String cookie) {
        return refused();
    }

    private Future<JsonObject> genuine(String token) {
        return head(token)
                .compose(head -> keys.find(head.keyId(), head.algorithm()))
                .compose(key -> claims(key, token))
                .compose(claims -> isForUs(claims) ? Future.succeededFuture(claims) : refused());
    }

    /** Read only to choose a key of ours by: nothing of it is believed before the signature is checked. */
    private record Head(String keyId, String algorithm) {}

    private static Future<Head> head(String token) {
        try {
            int end = Math.max(0, token.indexOf('.'));
            byte[] json = Base64.getUrlDecoder().decode(token.substring(0, end));
            JsonObject head = new JsonObject(new String(json, StandardCharsets.UTF_8));
            return Future.succeededFuture(new Head(head.getString("kid", ""), head.getString("alg", "")));
        } catch (IllegalArgumentException | ClassCastException | DecodeException e) {
            return refused();
        }
    }

    /** Vert.x throws, rather than fails, for some that are no tokens at all. */
    private static Future<JsonObject> claims(JWTAuth key, String token) {
        return Future.succeededFuture(new TokenCredentials(token))
                .compose(key::authenticate)
                .map(user -> user.attributes().getJsonObject("accessToken"))
                .recover(failure -> refused());
    }

    private boolean isForUs(JsonObject claims) {
        return claims.getValue("sub") instanceof String subject
                && claims.getValue("exp") instanceof Number
                && config.issuer().equals(claims.getValue("iss"))
                && isAudience(claims.getValue("aud"))
                && !subject.isBlank()
                && subject.length() <= MAX_SUBJECT
                && subject.indexOf('\0') < 0;
    }

    private boolean isAudience(Object audience) {
        return audience instanceof JsonArray several
                ? several.contains(config.audience())
                : config.audience().equals(audience);
    }

    private Future<Identity> parent(JsonObject claims) {
        Tuple names = Tuple.of(config.issuer(), claims.getString("sub"));
        Instant until = Instant.ofEpochSecond(claims.getLong("exp") + PublishedKeys.LEEWAY);
        return find(names)
                .compose(known -> known.size() > 0 ? Future.succeededFuture(known) : make(names))
                .map(rows -> new Identity(rows.iterator().next().getLong("id"), null, until));
    }

    private Future<RowSet<Row>> find(Tuple names) {
        return pool.preparedQuery("SELECT id FROM parents WHERE issuer = $1 AND subject = $2")
                .execute(names);
    }

    /**
     * An e-mail is asked of nobody: the account is known by issuer and subject, and shows them. Two requests may make it
     * at once and meet at either of its two keys, so neither is named, and both read what one of them has made.
     */
    private Future<RowSet<Row>> make(Tuple names) {
        return pool.preparedQuery("""
                        INSERT INTO parents (email, issuer, subject) VALUES ($1 || '#' || $2, $1, $2)
                        ON CONFLICT DO NOTHING
                        """).execute(names).compose(made -> find(names));
    }

    private static <T> Future<T> refused() {
        return Future.failedFuture(new AccountRefused(BAD_TOKEN));
    }
}
