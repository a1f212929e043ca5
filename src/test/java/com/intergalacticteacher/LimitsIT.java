package com.intergalacticteacher;

import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.testing.Server;
import com.intergalacticteacher.testing.SseStream;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one client may have, as the whole program keeps to it: so much, then a friendly refusal, then again. */
class LimitsIT {
    private static final int TRIES = 8;
    private static final int STREAMS = 4;
    private static final int STARTS = 5;
    private static final int PLACES = 3;

    private static final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static Server server;

    @BeforeAll
    static void start() {
        server = Server.start(Map.of(
                "REGISTRATIONS_PER_ADDRESS", String.valueOf(TRIES),
                "SIGN_INS_PER_ADDRESS", String.valueOf(TRIES),
                "TRUSTED_PROXIES", "1",
                "MAX_STREAMS_PER_USER", String.valueOf(STREAMS),
                "STREAM_STARTS_PER_MINUTE", String.valueOf(STARTS),
                "MAX_STREAMING_CONNECTIONS", String.valueOf(PLACES),
                "BUILTIN_TOKENS_PER_SECOND", "2"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static void assertRefused(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        JsonObject problem = Server.json(response);
        assertThat(problem.getString("code")).isEqualTo(code);
        assertThat(problem.getString("detail")).endsWith(".");
        assertThat(response.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(1L, 60L);
    }

    /**
     * So many at the same moment from one address, as the proxy in front says it, behind what the client has made up; each
     * for another account.
     */
    private static List<HttpResponse<String>> askAtOnce(int times, String path, String address) {
        return IntStream.range(0, times)
                .mapToObj(i -> {
                    JsonObject body = new JsonObject()
                            .put("email", "new" + i + "@" + address + ".example.com")
                            .put("password", "a good long password");
                    HttpRequest request = HttpRequest.newBuilder(server.uri(path))
                            .header("Content-Type", "application/json")
                            .header("X-Forwarded-For", "198.51.100." + i + ", " + address)
                            .POST(BodyPublishers.ofString(body.encode()))
                            .build();
                    return client.sendAsync(request, BodyHandlers.ofString());
                })
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"/auth/register, 201, 203.0.113.7", "/auth/login, 401, 203.0.113.9"})
    void tries_tooManyFromOneAddress_areRefused_fromAnotherNot(String path, int status, String address) {
        List<HttpResponse<String>> answers = askAtOnce(3 * TRIES, path, address);

        assertThat(answers.stream().filter(answer -> answer.statusCode() == status))
                .hasSizeBetween(TRIES, TRIES + 1);
        answers.stream()
                .filter(answer -> answer.statusCode() != status)
                .forEach(answer -> assertRefused(answer, 429, "TOO_MANY_TRIES"));
        assertThat(askAtOnce(1, path, "203.0.113.8").get(0).statusCode()).isNotEqualTo(429);
    }

    /** A family of its own, and what it asks for. */
    private record Family(String token, long child) {
        static Family signedUp(String email) {
            String token = server.signUp(email);
            return new Family(token, server.addChild(token, "Mia", 7));
        }

        HttpResponse<String> start(String theme) {
            return server.post(
                    "/stories/streams",
                    token,
                    new JsonObject().put("child_id", child).put("theme", theme));
        }

        String started(String theme) {
            HttpResponse<String> response = start(theme);
            assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
            return "/stories/streams/" + Server.json(response).getLong("stream_id");
        }

        void cancel(String stream) {
            assertThat(server.delete(stream, token).statusCode()).isEqualTo(204);
        }
    }

    @Test
    void streams_tooManyAtOnce_areRefused_untilOneEnds() throws Exception {
        Family family = Family.signedUp("at-once@example.com");
        List<String> streams = new ArrayList<>();
        for (int i = 0; i < STREAMS; i++) {
            streams.add(family.started("theme " + i));
        }

        assertRefused(family.start("one more"), 429, "TOO_MANY_STREAMS");

        family.cancel(streams.get(0));
        awaitStatus(201, () -> family.start("one more").statusCode());
        streams.forEach(family::cancel);
    }

    @Test
    void starts_tooManyInAMinute_areRefused_thoughNoneIsRunning() throws Exception {
        Family family = Family.signedUp("in-a-minute@example.com");
        long began = System.nanoTime();
        int started = 0;
        HttpResponse<String> answer = family.start("theme 0");
        while (answer.statusCode() == 201) {
            String stream = "/stories/streams/" + Server.json(answer).getLong("stream_id");
            family.cancel(stream);
            awaitStatus(
                    409,
                    () -> server.post(stream + "/pause", family.token(), null).statusCode());
            answer = family.start("theme " + ++started);
        }

        assertRefused(answer, 429, "TOO_MANY_STARTS");
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began);
        assertThat(started).isBetween(STARTS, STARTS + 1 + (int) seconds * STARTS / 60);
        assertThat(Family.signedUp("another@example.com").start("space").statusCode())
                .as("somebody else")
                .isEqualTo(201);
    }

    /** Who is turned away at the door has started nothing, or the next try would start it a second time. */
    @Test
    void viewers_moreThanTheNodeHasPlacesFor_areAskedToComeBack_andStartNothing() throws Exception {
        Family family = Family.signedUp("viewers@example.com");
        String stream = family.started("space");
        List<SseStream> viewers = new ArrayList<>();
        for (int i = 0; i < PLACES; i++) {
            viewers.add(SseStream.open(client, server.uri(stream), family.token()));
            assertThat(viewers.get(i).status()).isEqualTo(200);
        }

        assertRefused(server.get(stream, family.token()), 503, "FULL");
        String another = "/stories/generate/stream?theme=ocean&child_id=" + family.child();
        assertRefused(server.get(another, family.token()), 503, "FULL");
        JsonObject library = Server.json(server.get("/stories", family.token()));
        assertThat(library.getJsonArray("stories")).hasSize(1);
        assertThat(server.management("/metrics").body())
                .contains("stream_rejections_total{reason=\"node_full\"} 2.0")
                .contains("story_streams_open " + PLACES + ".0");

        viewers.get(0).close();
        awaitStatus(200, () -> statusOfOpening(stream, family.token()));
        viewers.forEach(SseStream::close);
        family.cancel(stream);
    }

    private static int statusOfOpening(String stream, String token) {
        try (SseStream opened = SseStream.open(client, server.uri(stream), token)) {
            return opened.status();
        }
    }

    private interface Asking {
        int status() throws IOException;
    }

    private static void awaitStatus(int wanted, Asking asking) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        int status = asking.status();
        while (status != wanted) {
            assertThat(System.nanoTime()).as("still %d", status).isLessThan(deadline);
            status = asking.status();
        }
    }
}
