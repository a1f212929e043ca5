package com.intergalacticteacher;

import static com.intergalacticteacher.testing.Patience.until;
import static com.intergalacticteacher.testing.TestObjects.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.testing.IdentityProvider;
import com.intergalacticteacher.testing.JavaProcess;
import com.intergalacticteacher.testing.SseStream;
import com.intergalacticteacher.testing.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program in a process of its own, whose parents sign in at a real provider elsewhere. */
class IdentityProviderIT {
    /** That a token past its time is still taken, for clocks that differ; in seconds. */
    private static final int LEEWAY = 30;

    private static final Vertx vertx = Vertx.vertx();
    private static final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    static Path folder;

    private static IdentityProvider provider;
    private static KeyPair key;
    private static JavaProcess program;
    private static String api;

    @BeforeAll
    static void start() throws Exception {
        provider = new IdentityProvider(vertx);
        key = provider.publishNew("first");
        program = JavaProcess.start(
                folder,
                Map.of(
                        "HTTP_HOST", "127.0.0.1",
                        "HTTP_PORT", "0",
                        "MANAGEMENT_PORT", "0",
                        "DATABASE_URL", TestDatabase.createUri(),
                        "JWT_JWKS_URL", provider.url().toString(),
                        "JWT_ISSUER", IdentityProvider.ISSUER,
                        "JWT_AUDIENCE", IdentityProvider.AUDIENCE,
                        "JWT_JWKS_INTERVAL", "2s",
                        "BUILTIN_TOKENS_PER_SECOND", "5"),
                Main.class);
        program.awaitOutput("Started as");
        Matcher page = Pattern.compile("Page\\s+http://localhost:(\\d+)").matcher(program.output());
        assertThat(page.find()).isTrue();
        api = "http://127.0.0.1:" + page.group(1) + "/api/v1";
    }

    @AfterAll
    static void stop() throws Exception {
        program.close();
        await(vertx.close());
    }

    @AfterEach
    void heal() {
        provider.isWell(true);
    }

    private static HttpResponse<String> send(String method, String path, String token, JsonObject body)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(api + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.encode()));
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static int children(String token) throws Exception {
        return send("GET", "/children", token, null).statusCode();
    }

    private static long child(String token) throws Exception {
        JsonObject child = new JsonObject().put("name", "Mia").put("age", 7);
        return new JsonObject(send("POST", "/children", token, child).body()).getLong("id");
    }

    @Test
    void token_ofTheProvider_isTaken_andAccountsAreKeptThere() throws Exception {
        String token = provider.signed("first", key, IdentityProvider.claims());

        assertThat(children(token)).isEqualTo(200);
        HttpResponse<String> registering = send(
                "POST",
                "/auth/register",
                token,
                new JsonObject().put("email", "mia@example.com").put("password", "long enough"));
        assertThat(registering.statusCode()).isEqualTo(403);
        assertThat(registering.body()).contains("ACCOUNTS_ELSEWHERE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"iss\":\"https://id.example.evil\"}",
                "{\"aud\":\"somebody else\"}",
                "{\"exp\":1}",
                "{\"nbf\":99999999999}",
            })
    void token_foreignOrOutOfTime_isRefused(String bad) throws Exception {
        JsonObject claims = IdentityProvider.claims().mergeIn(new JsonObject(bad));

        assertThat(children(provider.signed("first", key, claims))).isEqualTo(401);
    }

    @Test
    void token_signedByThePublicKeyAsASecret_isRefused() throws Exception {
        Buffer secret = Buffer.buffer(key.getPublic().getEncoded());

        assertThat(children(provider.signedBySecret("first", secret, IdentityProvider.claims())))
                .isEqualTo(401);
    }

    @Test
    void keys_changed_areFetchedForTheFirstTokenOfTheNewOne_andMadeUpNamesFetchLittle() throws Exception {
        assertThat(children(provider.signed("first", key, IdentityProvider.claims())))
                .isEqualTo(200);
        KeyPair second = provider.publishNew("second");
        String token = provider.signed("second", second, IdentityProvider.claims());

        assertThat(awaitOtherThan(401, token).statusCode()).isEqualTo(200);

        int before = provider.fetches();
        long start = System.nanoTime();
        KeyPair nobodys = IdentityProvider.pair();
        for (int i = 0; i < 200; i++) {
            assertThat(children(provider.signed("made up " + i, nobodys, IdentityProvider.claims())))
                    .isEqualTo(401);
        }
        long intervals = (System.nanoTime() - start) / 2_000_000_000L;
        assertThat(provider.fetches() - before).isBetween(0, (int) intervals + 1);
    }

    @Test
    void keys_notAnswered_signNobodyOut() throws Exception {
        assertThat(children(provider.signed("first", key, IdentityProvider.claims())))
                .isEqualTo(200);
        KeyPair third = provider.publishNew("third");
        String token = provider.signed("third", third, IdentityProvider.claims());
        provider.isWell(false);

        HttpResponse<String> unknown = awaitOtherThan(401, token);
        assertThat(unknown.statusCode()).isEqualTo(503);
        assertThat(unknown.headers().firstValue("Retry-After")).isPresent();
        assertThat(unknown.body()).contains("UNAVAILABLE");
        assertThat(children(provider.signed("first", key, IdentityProvider.claims())))
                .isEqualTo(200);

        provider.isWell(true);
        assertThat(awaitOtherThan(503, token).statusCode()).isEqualTo(200);
        assertThat(program.output()).contains("cannot be had").doesNotContain("GET /api/v1/children failed");
    }

    private static HttpResponse<String> awaitOtherThan(int status, String token) throws Exception {
        until("it is answered otherwise than " + status, () -> children(token) != status);
        return send("GET", "/children", token, null);
    }

    /** Ended without a terminal event; the next token goes on from the cursor, and nothing is told twice. */
    @Test
    void stream_whoseTokenRunsOut_endsAndGoesOnByTheNextOne() throws Exception {
        String next = provider.signed("first", key, IdentityProvider.claims());
        long child = child(next);
        long exp = Instant.now().getEpochSecond() - LEEWAY + 7;
        String token = provider.signed("first", key, IdentityProvider.claims().put("exp", exp));
        SseStream open = SseStream.open(
                client, URI.create(api + "/stories/generate/stream?theme=space&child_id=" + child), token);
        assertThat(open.status()).isEqualTo(200);

        List<SseStream.Event> before = open.rest();

        assertThat(before)
                .as("ended, but not by a terminal event")
                .isNotEmpty()
                .noneMatch(
                        event -> event.type().equals("complete") || event.type().equals("error"));
        URI stream = URI.create(api + "/stories/streams/" + open.streamId());
        assertThat(SseStream.open(client, stream, token, "Last-Event-ID", open.lastId())
                        .status())
                .isEqualTo(401);
        try (SseStream resumed = SseStream.open(client, stream, next, "Last-Event-ID", open.lastId())) {
            assertThat(resumed.status()).isEqualTo(200);
            assertThat(resumed.next().seq()).isEqualTo(before.size() + 1);
        }
    }
}
