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
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What one client may have, as the whole program keeps to it: so much, then a friendly refusal, then again. */
class LimitsIT {
    private static final int REGISTRATIONS = 6;
    private static final int STREAMS = 4;
    private static final int STARTS = 5;
    private static final int PLACES = 3;

    private static Server server;

    @BeforeAll
    static void start() {
        server = Server.start(Map.of(
                "REGISTRATIONS_PER_ADDRESS", String.valueOf(REGISTRATIONS),
                "TRUSTED_PROXIES", "1",
                "MAX_STREAMS_PER_USER", String.valueOf(STREAMS),
                "STREAM_STARTS_PER_MINUTE", String.valueOf(STARTS),
                "MAX_STREAMING_CONNECTIONS", String.valueOf(PLACES),
                "BUILTIN_TOKENS_PER_SECOND", "5"));
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

    private static HttpResponse<String> register(String address, int number) throws Exception {
        JsonObject body = new JsonObject()
                .put("email", "new" + number + "@" + address + ".example.com")
                .put("password", "a good long password");
        HttpRequest request = HttpRequest.newBuilder(server.uri("/auth/register"))
                .header("Content-Type", "application/json")
                .header("X-Forwarded-For", "198.51.100." + number + ", " + address)
                .POST(BodyPublishers.ofString(body.encode()))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    /** What a client writes into the header itself, a different address each time, changes nothing. */
    @Test
    void register_tooOftenFromOneAddress_isRefused_fromAnotherNot() throws Exception {
        for (int i = 0; i < REGISTRATIONS; i++) {
            assertThat(register("203.0.113.7", i).statusCode()).isEqualTo(201);
        }

        assertRefused(register("203.0.113.7", REGISTRATIONS), 429, "TOO_MANY_TRIES");
        assertThat(register("203.0.113.8", 1).statusCode()).isEqualTo(201);
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
        for (int i = 0; i < STARTS; i++) {
            String stream = family.started("theme " + i);
            family.cancel(stream);
            awaitStatus(
                    409,
                    () -> server.post(stream + "/pause", family.token(), null).statusCode());
        }

        assertRefused(family.start("one more"), 429, "TOO_MANY_STARTS");
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
            viewers.add(SseStream.open(HttpClient.newHttpClient(), server.uri(stream), family.token()));
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
        try (SseStream opened = SseStream.open(HttpClient.newHttpClient(), server.uri(stream), token)) {
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
