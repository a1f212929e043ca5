package com.intergalacticteacher.account;

import static com.intergalacticteacher.testing.TestObjects.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.testing.TestDatabase;
import io.vertx.core.Future;
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
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real server that publishes keys, as an identity provider does. */
class PublishedTokensIT {
    private static final String ISSUER = "https://id.example";

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger fetches = new AtomicInteger();
    private final JsonArray published = new JsonArray();
    private TestDatabase database;
    private URI url;
    private KeyPair first;

    @BeforeEach
    void start() throws Exception {
        database = TestDatabase.create(vertx);
        HttpServer provider = await(vertx.createHttpServer()
                .requestHandler(request -> {
                    fetches.incrementAndGet();
                    request.response()
                            .putHeader("Content-Type", "application/json")
                            .end(new JsonObject().put("keys", published).encode());
                })
                .listen(0, "127.0.0.1"));
        url = URI.create("http://127.0.0.1:" + provider.actualPort() + "/keys");
        first = pair();
        published.add(jwk("first", first));
    }

    @AfterEach
    void stop() {
        database.close();
        await(vertx.close());
    }

    private PublishedTokens tokens(Duration minInterval) {
        return new PublishedTokens(
                new TokenConfig.Published(url, ISSUER, "stories"),
                new PublishedKeys(vertx, url, minInterval),
                database.pool());
    }

    private static KeyPair pair() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    private static JsonObject jwk(String kid, KeyPair pair) {
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
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(java.util.Arrays.copyOfRange(number, from, number.length));
    }

    private static JsonObject claims() {
        return new JsonObject()
                .put("iss", ISSUER)
                .put("aud", "stories")
                .put("sub", "mia-s-mother")
                .put("exp", soon());
    }

    private static long soon() {
        return Instant.now().getEpochSecond() + 600;
    }

    private String signed(String kid, KeyPair pair, JsonObject claims) {
        String pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        PubSecKeyOptions key =
                new PubSecKeyOptions().setAlgorithm("RS256").setId(kid).setBuffer(pem);
        return JWTAuth.create(vertx, new JWTAuthOptions().addPubSecKey(key))
                .generateToken(
                        claims, new JWTOptions().setAlgorithm("RS256").setHeader(new JsonObject().put("kid", kid)));
    }

    private static boolean isRefused(Future<Identity> identified) {
        try {
            identified.toCompletionStage().toCompletableFuture().get(30, java.util.concurrent.TimeUnit.SECONDS);
            return false;
        } catch (java.util.concurrent.ExecutionException e) {
            assertThat(e).hasCauseInstanceOf(AccountRefused.class);
            return true;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void identify_theProvidersToken_makesAParentOnFirstSight() {
        PublishedTokens tokens = tokens(Duration.ofSeconds(30));
        JsonObject claims = claims();

        Identity first = await(tokens.identify(signed("first", this.first, claims)));
        Identity again =
                await(tokens.identify(signed("first", this.first, claims.copy().put("jti", "2"))));

        assertThat(again).isEqualTo(first);
        assertThat(first.sessionId()).isNull();
        assertThat(first.until()).isEqualTo(Instant.ofEpochSecond(claims.getLong("exp")));
        assertThat(await(tokens.identify(
                                signed("first", this.first, claims.copy().put("sub", "leo-s-father"))))
                        .parentId())
                .isNotEqualTo(first.parentId());
        assertThat(fetches).hasValue(1);
    }

    @Test
    void identify_manyAtOnceOnFirstSight_makeOneParentAndAskOnce() {
        PublishedTokens tokens = tokens(Duration.ofSeconds(30));
        String token = signed("first", first, claims());

        var all = java.util.stream.IntStream.range(0, 20)
                .mapToObj(i -> tokens.identify(token))
                .toList();
        await(Future.all(all));

        assertThat(all.stream()
                        .map(identified -> identified.result().parentId())
                        .distinct())
                .hasSize(1);
        assertThat(fetches).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"iss\":\"https://evil.example\"}",
                "{\"aud\":\"somebody else\"}",
                "{\"aud\":[\"a\",\"b\"]}",
                "{\"aud\":null}",
                "{\"exp\":1}",
                "{\"exp\":null}",
                "{\"nbf\":99999999999}",
                "{\"sub\":\"\"}",
                "{\"sub\":null}",
                "{\"sub\":\"a\\u0000b\"}",
                "{\"sub\":5}",
            })
    void identify_badClaims_isRefusedAndMakesNobody(String bad) {
        JsonObject claims = claims().mergeIn(new JsonObject(bad));

        assertThat(isRefused(tokens(Duration.ofSeconds(30)).identify(signed("first", first, claims))))
                .isTrue();
        assertThat(await(database.pool().query("SELECT FROM parents").execute()).size())
                .isZero();
    }

    @Test
    void identify_severalAudiences_ofWhichOneIsOurs_isTaken() {
        JsonObject claims = claims().put("aud", new JsonArray().add("other").add("stories"));

        assertThat(await(tokens(Duration.ofSeconds(30)).identify(signed("first", first, claims))))
                .isNotNull();
    }

    @Test
    void identify_anotherKeyUnderTheSameName_isRefused() throws Exception {
        assertThat(isRefused(tokens(Duration.ofSeconds(30)).identify(signed("first", pair(), claims()))))
                .isTrue();
    }

    /** The classic: the public key, which everybody has, taken for the secret of an HMAC. */
    @Test
    void identify_publicKeyAsAnHmacSecret_isRefused() {
        for (Buffer secret : new Buffer[] {
            Buffer.buffer(first.getPublic().getEncoded()),
            Buffer.buffer(jwk("first", first).encode())
        }) {
            PubSecKeyOptions key =
                    new PubSecKeyOptions().setAlgorithm("HS256").setId("first").setBuffer(secret);
            String token = JWTAuth.create(vertx, new JWTAuthOptions().addPubSecKey(key))
                    .generateToken(claims(), new JWTOptions().setAlgorithm("HS256"));

            assertThat(isRefused(tokens(Duration.ofSeconds(30)).identify(token)))
                    .isTrue();
        }
    }

    @Test
    void keys_symmetricOnesThatAreEvenPublished_areNotTaken() {
        published.add(new JsonObject()
                .put("kty", "oct")
                .put("kid", "shared")
                .put("alg", "HS256")
                .put("k", "c2VjcmV0"));
        PubSecKeyOptions key =
                new PubSecKeyOptions().setAlgorithm("HS256").setId("shared").setBuffer("secret");
        String token = JWTAuth.create(vertx, new JWTAuthOptions().addPubSecKey(key))
                .generateToken(claims(), new JWTOptions().setAlgorithm("HS256"));

        assertThat(isRefused(tokens(Duration.ofSeconds(30)).identify(token))).isTrue();
    }

    @Test
    void keys_unknownName_isAskedForOncePerInterval() throws Exception {
        PublishedTokens tokens = tokens(Duration.ofHours(1));
        await(tokens.identify(signed("first", first, claims())));
        KeyPair second = pair();

        for (int i = 0; i < 50; i++) {
            assertThat(isRefused(tokens.identify(signed("made up " + i, second, claims()))))
                    .isTrue();
        }

        assertThat(fetches).hasValue(1);
    }

    @Test
    void keys_newOne_isFetchedWhenItComesUp() throws Exception {
        PublishedTokens tokens = tokens(Duration.ZERO);
        await(tokens.identify(signed("first", first, claims())));
        KeyPair second = pair();
        published.add(jwk("second", second));

        assertThat(await(tokens.identify(signed("second", second, claims())))).isNotNull();
        assertThat(fetches).hasValue(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "..", "a.b.c", "e30.e30.", "eyJhbGciOiJub25lIn0.e30.", "eyJraWQiOjV9.e30.e30", "W10.."})
    void identify_nonsense_isRefused(String token) {
        assertThat(isRefused(tokens(Duration.ofSeconds(30)).identify(token))).isTrue();
        assertThat(isRefused(tokens(Duration.ofSeconds(30)).identifyCookie(token)))
                .isTrue();
    }
}
