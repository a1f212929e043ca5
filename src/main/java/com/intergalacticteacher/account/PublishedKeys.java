package com.intergalacticteacher.account;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpResponseExpectation;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The public keys an identity provider signs with, fetched when they are first needed and again every ten minutes, or
 * when a key comes up that is not among them; never twice within an interval, whatever is sent. Thread-safe.
 */
public final class PublishedKeys {
    private static final Logger LOG = LoggerFactory.getLogger(PublishedKeys.class);
    /** Every one of them asymmetric: a public key is never taken for the secret of an HMAC. */
    private static final Map<String, String> BY_CURVE =
            Map.of("P-256", "ES256", "P-384", "ES384", "P-521", "ES512", "Ed25519", "EdDSA");

    private static final Set<String> ALGORITHMS =
            Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA");
    private static final long FRESH_NANOS = TimeUnit.MINUTES.toNanos(10);
    private static final long TIMEOUT_MILLIS = 5_000;
    /** Between the provider's clock and ours, in seconds. */
    static final int LEEWAY = 30;

    private final Vertx vertx;
    private final WebClient client;
    private final URI url;
    private final long minIntervalNanos;

    private Map<String, JWTAuth> keys = Map.of();
    private @Nullable Future<Void> fetching;
    private long triedAt;
    private long fetchedAt;

    public PublishedKeys(Vertx vertx, TokenConfig.Published config) {
        this.vertx = vertx;
        url = config.jwksUrl();
        minIntervalNanos = config.minInterval().toNanos();
        triedAt = System.nanoTime() - minIntervalNanos;
        fetchedAt = System.nanoTime() - FRESH_NANOS;
        client = WebClient.create(vertx, new WebClientOptions().setFollowRedirects(false));
    }

    /** What checks tokens of that key by that algorithm, and nothing else; fails with {@code BAD_TOKEN} without one. */
    Future<JWTAuth> find(String keyId, String algorithm) {
        String name = algorithm + " " + keyId;
        return current(name).map(known -> {
            JWTAuth found = known.get(name);
            if (found == null) {
                throw new AccountRefused(AccountRefused.Reason.BAD_TOKEN);
            }
            return found;
        });
    }

    private synchronized Future<Map<String, JWTAuth>> current(String name) {
        long now = System.nanoTime();
        boolean isWanted = !keys.containsKey(name) || now - fetchedAt >= FRESH_NANOS;
        Future<Void> underWay = fetching;
        if (isWanted && underWay == null && now - triedAt >= minIntervalNanos) {
            triedAt = now;
            underWay = fetch();
            fetching = underWay;
            underWay.onComplete(done -> fetched());
        }
        return underWay == null || keys.containsKey(name)
                ? Future.succeededFuture(keys)
                : underWay.map(done -> keys()).otherwise(failed -> keys());
    }

    private synchronized Map<String, JWTAuth> keys() {
        return keys;
    }

    private synchronized void fetched() {
        fetching = null;
    }

    private Future<Void> fetch() {
        return client.getAbs(url.toString())
                .timeout(TIMEOUT_MILLIS)
                .send()
                .expecting(HttpResponseExpectation.SC_OK)
                .map(response -> read(response.bodyAsJsonObject().getJsonArray("keys", new JsonArray())))
                .onSuccess(this::keep)
                .onFailure(cause -> LOG.warn("The keys at {} cannot be had: {}", url, cause.toString()))
                .mapEmpty();
    }

    private synchronized void keep(Map<String, JWTAuth> fresh) {
        keys = fresh;
        fetchedAt = System.nanoTime();
    }

    private Map<String, JWTAuth> read(JsonArray published) {
        Map<String, JWTAuth> read = new HashMap<>();
        for (int i = 0; i < published.size(); i++) {
            JsonObject key = published.getJsonObject(i);
            String algorithm = algorithm(key);
            if (key.getString("kid") == null || algorithm == null || "enc".equals(key.getString("use"))) {
                continue;
            }
            try {
                JWTAuthOptions only = new JWTAuthOptions()
                        .setJWTOptions(new JWTOptions().setLeeway(LEEWAY))
                        .addJwk(key.copy().put("alg", algorithm));
                read.put(algorithm + " " + key.getString("kid"), JWTAuth.create(vertx, only));
            } catch (RuntimeException e) {
                LOG.warn("The key {} at {} is passed over: {}", key.getString("kid"), url, e.toString());
            }
        }
        return Map.copyOf(read);
    }

    private static @Nullable String algorithm(JsonObject key) {
        String given = key.getString("alg");
        String algorithm = given != null
                ? given
                : "RSA".equals(key.getString("kty")) ? "RS256" : BY_CURVE.get(key.getString("crv", ""));
        return algorithm != null && ALGORITHMS.contains(algorithm) ? algorithm : null;
    }
}
