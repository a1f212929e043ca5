package com.intergalacticteacher;

import static com.intergalacticteacher.testing.TestObjects.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.testing.Server;
import com.intergalacticteacher.testing.SseStream;
import com.intergalacticteacher.testing.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Open streams and the credentials they were opened with. */
class SignOutIT {
    private static final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static Server server;

    @BeforeAll
    static void start() {
        server = Server.start(Map.of("BUILTIN_TOKENS_PER_SECOND", "10", "ACCESS_TOKEN_LIFETIME", "10s"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String signIn() {
        return Server.json(server.post(
                        "/auth/login",
                        null,
                        new JsonObject().put("email", "mia@example.com").put("password", "a good long password")))
                .getString("access_token");
    }

    /** What the client has seen it goes on from, with whatever credential is good now. */
    @Test
    void logout_endsTheOpenStream_whichGoesOnFromItsCursorOnceSignedIn() {
        String token = signIn();
        long child = server.addChild(token, "Ada", 7);
        SseStream open = SseStream.open(
                client, server.uri("/stories/generate/stream?child_id=" + child + "&theme=space"), token);
        List<SseStream.Event> before = open.until("content");

        assertThat(server.post("/auth/logout", token, null).statusCode()).isEqualTo(204);
        List<SseStream.Event> rest = open.rest();

        assertThat(rest)
                .as("ended, but not by a terminal event")
                .noneMatch(
                        event -> event.type().equals("complete") || event.type().equals("error"));
        String cursor = open.lastId();
        SseStream refused = SseStream.open(client, server.uri("/stories/streams/" + open.streamId()), token);
        assertThat(refused.status()).isEqualTo(401);
        SseStream resumed = SseStream.open(
                client, server.uri("/stories/streams/" + open.streamId()), signIn(), "Last-Event-ID", cursor);
        assertThat(resumed.status()).isEqualTo(200);
        int seen = before.size() + rest.size();
        SseStream.Event next = resumed.next();
        assertThat(next.seq()).isEqualTo(seen + 1);
        resumed.close();
    }

    @Test
    void stream_outlivesItsAccessToken() throws Exception {
        String token = signIn();
        long child = server.addChild(token, "Bea", 7);
        SseStream open = SseStream.open(
                client, server.uri("/stories/generate/stream?child_id=" + child + "&theme=ocean"), token);

        long deadline = System.nanoTime() + 60_000_000_000L;
        while (server.get("/auth/me", token).statusCode() != 401) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            assertThat(open.next()).as("the stream goes on meanwhile").isNotNull();
        }

        assertThat(open.next()).isNotNull();
        open.close();
    }

    /** As when nobody came back for SESSION_LIFETIME. */
    @Test
    void session_runsOut_endsTheOpenStream_whichGoesOnFromItsCursorOnceSignedIn() {
        String token = signIn();
        long child = server.addChild(token, "Dora", 7);
        SseStream open = SseStream.open(
                client, server.uri("/stories/generate/stream?child_id=" + child + "&theme=robots"), token);
        int seen = open.until("content").size();

        server.execute("UPDATE sessions SET expires_at = now()");
        List<SseStream.Event> rest = open.rest();

        assertThat(rest)
                .noneMatch(
                        event -> event.type().equals("complete") || event.type().equals("error"));
        SseStream resumed = SseStream.open(
                client, server.uri("/stories/streams/" + open.streamId()), signIn(), "Last-Event-ID", open.lastId());
        assertThat(resumed.next().seq()).isEqualTo(seen + rest.size() + 1);
        resumed.close();
    }

    /** Two nodes on one database: what one signs out the other refuses, and its streams end. */
    @Test
    void logout_onAnotherNode_endsTheStreamHere() throws Exception {
        String token = signIn();
        long child = server.addChild(token, "Cleo", 7);
        SseStream open = SseStream.open(
                client, server.uri("/stories/generate/stream?child_id=" + child + "&theme=forest"), token);
        open.until("content");
        Application other = await(Application.start(AppConfig.read(
                Map.of(
                        "HTTP_HOST", "127.0.0.1",
                        "HTTP_PORT", "0",
                        "MANAGEMENT_PORT", "0",
                        "NODE_NAME", "other",
                        "DATABASE_URL", TestDatabase.uri(server.database()),
                        "JWT_SECRET", Server.JWT_SECRET),
                Path.of("target", "no-configuration"))));
        try {
            HttpRequest logout = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + other.port() + "/api/v1/auth/logout"))
                    .header("Authorization", "Bearer " + token)
                    .POST(HttpRequest.BodyPublishers.noBody())
                    .build();
            assertThat(client.send(logout, HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(204);

            assertThat(open.rest()).noneMatch(event -> event.type().equals("complete"));
        } finally {
            await(other.close());
        }
    }
}
