package com.intergalacticteacher.account;

import static com.intergalacticteacher.account.AccountRefused.Reason.BAD_TOKEN;
import static com.intergalacticteacher.account.AccountRefused.Reason.KEYS_OUT_OF_REACH;

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
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The public keys an identity provider signs with, fetched when they are first needed and again every ten minutes, or
 * when a key comes up that is not among them; never twice within an interval, whatever is sent, or within two seconds
 * where the provider did not answer. Thread-safe.
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
    /** From a fetch that failed to the next one. */
    private static final Duration RETRY = Duration.ofSeconds(2);
    /** Between the provider's clock and ours, in seconds. */
    static final int LEEWAY = 30;

    private final Vertx vertx;
    private final WebClient client;
    private final URI url;
    private final long minIntervalNanos;
    private final long retryNanos;

    private Map<String, JWTAuth> keys = Map.of();
    private @Nullable Future<Void> fetching;
    private boolean isAnswered;
    private long notBefore;
    private long fetchedAt;

    public PublishedKeys(Vertx vertx, TokenConfig.Published config) {
        this(vertx, config, RETRY);
    }

    PublishedKeys(Vertx vertx, TokenConfig.Published config, Duration retry) {
        this.vertx = vertx;
        url = config.jwksUrl();
        minIntervalNanos = config.minInterval().toNanos();
        retryNanos = Math.min(retry.toNanos(), minIntervalNanos);
        notBefore = System.nanoTime();
        fetchedAt = notBefore - FRESH_NANOS;
        client = WebClient.create(vertx, new WebClientOptions().setFollowRedirects(false));
    }

    /**
     * What checks tokens of that key by that algorithm, and nothing else; fails with {@code BAD_TOKEN} where the provider
     * has no such key, with {@code KEYS_OUT_OF_REACH} where it did not answer when it was last asked.
     */
    Future<JWTAuth> find(String keyId, String algorithm) {
        if (keyId.isEmpty() || !ALGORITHMS.contains(algorithm)) {
            return Future.failedFuture(new AccountRefused(BAD_TOKEN));
        }
        String name = algorithm + " " + keyId;
        return current(name).map(current -> known(name));
    }

    private synchronized Future<Void> current(String name) {
        long now = System.nanoTime();
        boolean isWanted = !keys.containsKey(name) || now - fetchedAt >= FRESH_NANOS;
        Future<Void> underWay = fetching;
        if (isWanted && underWay == null && now - notBefore >= 0) {
            underWay = fetch();
            fetching = underWay;
            underWay.onComplete(answer -> fetched(answer.succeeded()));
        }
        return underWay == null || keys.containsKey(name) ? Future.succeededFuture() : underWay.otherwiseEmpty();
    }

    private synchronized JWTAuth known(String name) {
        JWTAuth found = keys.get(name);
        if (found == null) {
            throw new AccountRefused(isAnswered ? BAD_TOKEN : KEYS_OUT_OF_REACH);
        }
        return found;
    }

    private synchronized void fetched(boolean isAnswered) {
        this.isAnswered = isAnswered;
        notBefore = System.nanoTime() + (isAnswered ? minIntervalNanos : retryNanos);
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
