package com.intergalacticteacher.testing;

import static com.intergalacticteacher.testing.TestObjects.await;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A real server on a free loopback port that publishes keys, and signs with them. Goes with its Vert.x. */
public final class IdentityProvider {
    public static final String ISSUER = "https://id.example";
    public static final String AUDIENCE = "stories";

    private final Vertx vertx;
    private final AtomicInteger fetches = new AtomicInteger();
    private final List<JsonObject> published = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile boolean isWell = true;

    public IdentityProvider(Vertx vertx) {
        this.vertx = vertx;
        server = await(vertx.createHttpServer()
                .requestHandler(request -> {
                    fetches.incrementAndGet();
                    request.response()
                            .setStatusCode(isWell ? 200 : 500)
                            .putHeader("Content-Type", "application/json")
                            .end(new JsonObject()
                                    .put("keys", new JsonArray(published))
                                    .encode());
                })
                .listen(0, "127.0.0.1"));
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.actualPort() + "/keys");
    }

    /** Whether it answers with its keys, or that it has a fault. */
    public void isWell(boolean isWell) {
        this.isWell = isWell;
    }

    /** How often the keys were asked for. */
    public int fetches() {
        return fetches.get();
    }

    public void publish(JsonObject jwk) {
        published.add(jwk);
    }

    /** A new RSA key under that name, of which the public half is published. */
    public KeyPair publishNew(String kid) {
        KeyPair pair = pair();
        publish(jwk(kid, pair));
        return pair;
    }

    public static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    public static JsonObject jwk(String kid, KeyPair pair) {
        RSAPublicKey key = (RSAPublicKey) pair.getPublic();
        return new JsonObject()
                .put("kty", "RSA")
                .put("use", "sig")
                .put("alg", "RS256")
                .put("kid", kid)
                .put("n", unsigned(key.getModulus().toByteArray()))
                .put("e", unsigned(key.getPublicExponent().toByteArray()));
    }

    private static String unsigned(byte[] number) {
        int from = number[0] == 0 ? 1 : 0;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOfRange(number, from, number.length));
    }

    /** Good for ten minutes. */
    public static JsonObject claims() {
        return new JsonObject()
                .put("iss", ISSUER)
                .put("aud", AUDIENCE)
                .put("sub", "mia-s-mother")
                .put("exp", Instant.now().getEpochSecond() + 600);
    }

    public String signed(String kid, KeyPair pair, JsonObject claims) {
        String pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        return signed(
                "RS256", new PubSecKeyOptions().setAlgorithm("RS256").setId(kid).setBuffer(pem), claims);
    }

    /** By HMAC, as no token of a provider ever is. */
    public String signedBySecret(String kid, Buffer secret, JsonObject claims) {
        return signed(
                "HS256", new PubSecKeyOptions().setAlgorithm("HS256").setId(kid).setBuffer(secret), claims);
    }

    private String signed(String algorithm, PubSecKeyOptions key, JsonObject claims) {
        return JWTAuth.create(vertx, new JWTAuthOptions().addPubSecKey(key))
                .generateToken(
                        claims,
                        new JWTOptions().setAlgorithm(algorithm).setHeader(new JsonObject().put("kid", key.getId())));
    }
}
