package com.intergalacticteacher.account;

import static com.intergalacticteacher.account.AccountRefused.Reason.BAD_TOKEN;
import static com.intergalacticteacher.account.AccountRefused.Reason.KEYS_OUT_OF_REACH;
import static com.intergalacticteacher.testing.TestObjects.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.intergalacticteacher.testing.IdentityProvider;
import com.intergalacticteacher.testing.Output;
import com.intergalacticteacher.testing.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgException;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real server that publishes keys, as an identity provider does. */
class PublishedTokensIT {
    private final Vertx vertx = Vertx.vertx();
    private TestDatabase database;
    private IdentityProvider provider;
    private KeyPair first;

    @BeforeEach
    void start() {
        database = TestDatabase.create(vertx);
        provider = new IdentityProvider(vertx);
        first = provider.publishNew("first");
    }

    @AfterEach
    void stop() {
        database.close();
        await(vertx.close());
    }

    private PublishedTokens tokens(Duration minInterval) {
        return tokens(minInterval, Duration.ofHours(1));
    }

    private PublishedTokens tokens(Duration minInterval, Duration retry) {
        TokenConfig.Published config = new TokenConfig.Published(
                provider.url(), IdentityProvider.ISSUER, IdentityProvider.AUDIENCE, minInterval);
        return new PublishedTokens(config, new PublishedKeys(vertx, config, retry), database.pool());
    }

    private String signed(String kid, KeyPair pair, JsonObject claims) {
        return provider.signed(kid, pair, claims);
    }

    private static boolean isRefused(Future<Identity> identified) {
        return await(identified.map(false).otherwise(failure -> reason(failure) == BAD_TOKEN));
    }

    private static boolean isLeftOpen(Future<Identity> identified) {
        return await(identified.map(false).otherwise(failure -> reason(failure) == KEYS_OUT_OF_REACH));
    }

    private static AccountRefused.Reason reason(Throwable failure) {
        assertThat(failure).isInstanceOf(AccountRefused.class);
        return ((AccountRefused) failure).reason();
    }

    @Test
    void identify_theProvidersToken_makesAParentOnFirstSight() {
        PublishedTokens tokens = tokens(Duration.ofSeconds(30));
        JsonObject claims = IdentityProvider.claims();

        Identity first = await(tokens.identify(signed("first", this.first, claims)));
        Identity again =
                await(tokens.identify(signed("first", this.first, claims.copy().put("jti", "2"))));

        assertThat(again).isEqualTo(first);
        assertThat(first.sessionId()).isNull();
        assertThat(first.until()).isEqualTo(Instant.ofEpochSecond(claims.getLong("exp") + PublishedKeys.LEEWAY));
        assertThat(await(tokens.identify(
                                signed("first", this.first, claims.copy().put("sub", "leo-s-father"))))
                        .parentId())
                .isNotEqualTo(first.parentId());
        assertThat(provider.fetches()).isEqualTo(1);
    }

    /** Two that make one account meet at one of its two keys, by chance at either: many accounts, so that both happen. */
    @Test
    void identify_manyAtOnceOnFirstSight_makeOneParentAndAskOnce() {
        PublishedTokens tokens = tokens(Duration.ofSeconds(30));

        for (int subject = 0; subject < 50; subject++) {
            String token = signed("first", first, IdentityProvider.claims().put("sub", "mother " + subject));
            List<Future<Long>> all = IntStream.range(0, 20)
                    .mapToObj(i -> tokens.identify(token).map(Identity::parentId))
                    .toList();
            await(Future.all(all));

            assertThat(all.stream().map(Future::result).distinct()).hasSize(1);
        }

        assertThat(provider.fetches()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"iss\":\"https://evil.example\"}",
                "{\"iss\":5}",
                "{\"aud\":\"somebody else\"}",
                "{\"aud\":[\"a\",\"b\"]}",
                "{\"aud\":null}",
                "{\"exp\":1}",
                "{\"exp\":null}",
                "{\"exp\":\"tomorrow\"}",
                "{\"nbf\":99999999999}",
                "{\"sub\":\"\"}",
                "{\"sub\":null}",
                "{\"sub\":\"a\\u0000b\"}",
                "{\"sub\":5}",
            })
    void identify_badClaims_isRefusedAndMakesNobody(String bad) {
        JsonObject claims = IdentityProvider.claims().mergeIn(new JsonObject(bad));

        assertThat(isRefused(tokens(Duration.ofSeconds(30)).identify(signed("first", first, claims))))
                .isTrue();
        assertThat(await(database.pool().query("SELECT FROM parents").execute()).size())
                .isZero();
    }

    @Test
    void identify_severalAudiences_ofWhichOneIsOurs_isTaken() {
        JsonObject claims = IdentityProvider.claims()
                .put("aud", new JsonArray().add("other").add("stories"));

        assertThat(await(tokens(Duration.ofSeconds(30)).identify(signed("first", first, claims))))
                .isNotNull();
    }

    @Test
    void identify_anotherKeyUnderTheSameName_isRefused() {
        assertThat(isRefused(tokens(Duration.ofSeconds(30))
                        .identify(signed("first", IdentityProvider.pair(), IdentityProvider.claims()))))
                .isTrue();
    }

    /** The classic: the public key, which everybody has, taken for the secret of an HMAC. */
    @Test
    void identify_publicKeyAsAnHmacSecret_isRefused() {
        for (Buffer secret : new Buffer[] {
            Buffer.buffer(first.getPublic().getEncoded()),
            Buffer.buffer(IdentityProvider.jwk("first", first).encode())
        }) {
            String token = provider.signedBySecret("first", secret, IdentityProvider.claims());

            assertThat(isRefused(tokens(Duration.ofSeconds(30)).identify(token)))
                    .isTrue();
        }
    }

    @Test
    void keys_symmetricOnesThatAreEvenPublished_areNotTaken() {
        provider.publish(new JsonObject()
                .put("kty", "oct")
                .put("kid", "shared")
                .put("alg", "HS256")
                .put("k", "c2VjcmV0"));
        String token = provider.signedBySecret("shared", Buffer.buffer("secret"), IdentityProvider.claims());

        assertThat(isRefused(tokens(Duration.ofSeconds(30)).identify(token))).isTrue();
    }

    @Test
    void keys_unknownName_isAskedForOncePerInterval() {
        PublishedTokens tokens = tokens(Duration.ofHours(1));
        await(tokens.identify(signed("first", first, IdentityProvider.claims())));
        KeyPair second = IdentityProvider.pair();

        for (int i = 0; i < 50; i++) {
            assertThat(isRefused(tokens.identify(signed("made up " + i, second, IdentityProvider.claims()))))
                    .isTrue();
        }

        assertThat(provider.fetches()).isEqualTo(1);
    }

    @Test
    void keys_newOne_isFetchedWhenItComesUp() {
        PublishedTokens tokens = tokens(Duration.ZERO);
        await(tokens.identify(signed("first", first, IdentityProvider.claims())));
        KeyPair second = provider.publishNew("second");

        assertThat(await(tokens.identify(signed("second", second, IdentityProvider.claims()))))
                .isNotNull();
        assertThat(provider.fetches()).isEqualTo(2);
    }

    @Test
    void keys_notAnswered_leaveOpenWhetherATokenIsGood_andAreAskedForAgain() {
        PublishedTokens tokens = tokens(Duration.ofHours(1), Duration.ZERO);
        String token = signed("first", first, IdentityProvider.claims());
        provider.isWell(false);

        assertThat(isLeftOpen(tokens.identify(token))).isTrue();
        provider.isWell(true);

        assertThat(await(tokens.identify(token))).isNotNull();
    }

    @Test
    void keys_notAnswered_refuseWhatNoneOfThemCanHaveSigned() {
        PublishedTokens tokens = tokens(Duration.ofHours(1));
        provider.isWell(false);

        assertThat(isRefused(tokens.identify(
                        provider.signedBySecret("first", Buffer.buffer("secret"), IdentityProvider.claims()))))
                .isTrue();
        assertThat(isRefused(tokens.identify(signed("", first, IdentityProvider.claims()))))
                .isTrue();
        assertThat(provider.fetches()).isZero();
    }

    @Test
    void keys_notAnswered_areAskedForOnce_andSaidOnce() {
        PublishedTokens tokens = tokens(Duration.ofHours(1));
        String token = signed("first", first, IdentityProvider.claims());
        provider.isWell(false);

        try (Output output = new Output()) {
            for (int i = 0; i < 50; i++) {
                assertThat(isLeftOpen(tokens.identify(token))).isTrue();
            }

            assertThat(output.text()).containsOnlyOnce("The keys at " + provider.url() + " cannot be had");
        }
        assertThat(provider.fetches()).isEqualTo(1);
    }

    @Test
    void keys_notAnsweredAgain_leaveTheKnownOnesGood() {
        PublishedTokens tokens = tokens(Duration.ZERO);
        String known = signed("first", first, IdentityProvider.claims());
        await(tokens.identify(known));
        provider.isWell(false);

        assertThat(isLeftOpen(tokens.identify(signed("second", first, IdentityProvider.claims()))))
                .isTrue();
        assertThat(await(tokens.identify(known))).isNotNull();
    }

    @Test
    void identify_databaseFault_isNoBadToken() {
        PublishedTokens tokens = tokens(Duration.ofSeconds(30));
        await(database.pool().query("ALTER TABLE parents RENAME TO mothers").execute());

        assertThatThrownBy(() -> await(tokens.identify(signed("first", first, IdentityProvider.claims()))))
                .hasCauseInstanceOf(PgException.class);
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
