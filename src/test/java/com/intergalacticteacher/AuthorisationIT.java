package com.intergalacticteacher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.intergalacticteacher.testing.Server;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may do what: every operation of the contract as its owner, as another parent, and as nobody. */
class AuthorisationIT {
    private static final long MISSING = 9_007_199_254_740_000L;
    private static final String OTHERS_EMAIL = "other@example.com";

    private static Server server;
    private static String other;
    private static HttpClient client;

    /** Whose the thing is that an operation is about. */
    private enum Of {
        /** Anybody may do it. */
        ALL,
        /** It is about the caller's own account: nobody is refused, and there is no other's to reach. */
        CALLER,
        /** It is about one parent's child, story or stream, named in the request. */
        OWNER
    }

    /** A request; {@code {child}}, {@code {story}} and {@code {stream}} are those of the owner. */
    private record Row(String operation, Of of, int status, String method, String path, String body) {
        @Override
        public String toString() {
            return operation + " " + path + (body == null ? "" : " " + body);
        }
    }

    private static Row row(String operation, Of of, int status, String request) {
        return row(operation, of, status, request, null);
    }

    private static Row row(String operation, Of of, int status, String request, String body) {
        String[] parts = request.split(" ");
        return new Row(operation, of, status, parts[0], parts[1], body);
    }

    private static List<Row> table() {
        return List.of(
                row(
                        "register",
                        Of.ALL,
                        201,
                        "POST /auth/register",
                        "{\"email\":\"{new}\",\"password\":\"long enough\"}"),
                row("login", Of.ALL, 401, "POST /auth/login", "{\"email\":\"{new}\",\"password\":\"long enough\"}"),
                row("refresh", Of.ALL, 401, "POST /auth/refresh"),
                row("logout", Of.ALL, 204, "POST /auth/logout"),
                row("listThemes", Of.ALL, 200, "GET /stories/themes"),
                row("getAccount", Of.CALLER, 200, "GET /auth/me"),
                row("createStreamTicket", Of.CALLER, 201, "POST /auth/stream-ticket"),
                row("listChildren", Of.CALLER, 200, "GET /children"),
                row("createChild", Of.CALLER, 201, "POST /children", "{\"name\":\"Mia\",\"age\":7}"),
                row("listStories", Of.CALLER, 200, "GET /stories"),
                row(
                        "reportClient",
                        Of.CALLER,
                        204,
                        "POST /client/report",
                        "{\"time_to_first_chunk_ms\":9,\"stalls\":0,\"reconnects\":0}"),
                row("deleteAccount", Of.CALLER, 204, "DELETE /auth/me"),
                row("listStories", Of.OWNER, 200, "GET /stories?child_id={child}"),
                row("getChild", Of.OWNER, 200, "GET /children/{child}"),
                row("updateChild", Of.OWNER, 200, "PATCH /children/{child}", "{\"age\":8}"),
                row("exportChild", Of.OWNER, 200, "GET /children/{child}/export"),
                row("deleteChild", Of.OWNER, 204, "DELETE /children/{child}"),
                row("getStory", Of.OWNER, 200, "GET /stories/{story}"),
                row("listCuts", Of.OWNER, 200, "GET /stories/{story}/cuts"),
                row("deleteStory", Of.OWNER, 204, "DELETE /stories/{story}"),
                row("generateStream", Of.OWNER, 200, "GET /stories/generate/stream?child_id={child}&theme=space"),
                row(
                        "generateStream",
                        Of.OWNER,
                        200,
                        "GET /stories/generate/stream?child_id={child}&theme=space&last_event_id={stream}:1"),
                row(
                        "createStream",
                        Of.OWNER,
                        201,
                        "POST /stories/streams",
                        "{\"child_id\":{child},\"theme\":\"ocean\"}"),
                row("attachStream", Of.OWNER, 200, "GET /stories/streams/{stream}"),
                row("attachStream", Of.OWNER, 200, "GET /stories/streams/{stream}?last_event_id={stream}:1"),
                row("pauseStream", Of.OWNER, 204, "POST /stories/streams/{stream}/pause"),
                row("resumeStream", Of.OWNER, 204, "POST /stories/streams/{stream}/resume"),
                row("cancelStream", Of.OWNER, 204, "DELETE /stories/streams/{stream}"));
    }

    private static Stream<Row> rows() {
        return table().stream();
    }

    private static Stream<Row> owned() {
        return rows().filter(row -> row.of() == Of.OWNER);
    }

    @BeforeAll
    static void start() {
        client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        server = Server.start(Map.of("BUILTIN_TOKENS_PER_SECOND", "5", "MAX_STREAMS_PER_USER", "1000"));
        other = server.signUp(OTHERS_EMAIL);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** What a parent has: a child to whom a story is being told. */
    private record Things(long child, long story, long stream) {
        String in(String text, String email) {
            return text.replace("{child}", String.valueOf(child))
                    .replace("{story}", String.valueOf(story))
                    .replace("{stream}", String.valueOf(stream))
                    .replace("{new}", email);
        }
    }

    private static Things thingsOf(String token) {
        long child = server.addChild(token, "Mia", 7);
        JsonObject body = new JsonObject().put("child_id", child).put("theme", "space");
        JsonObject stream = Server.json(server.post("/stories/streams", token, body));
        return new Things(child, stream.getLong("story_id"), stream.getLong("stream_id"));
    }

    /** The answer's status, and its body unless it is a stream, which is let go. */
    private record Answer(int status, String body) {}

    private static Answer ask(Row row, Things things, String token) {
        String email = System.nanoTime() + "@example.com";
        HttpRequest.Builder request = HttpRequest.newBuilder(server.uri(things.in(row.path(), email)))
                .timeout(Duration.ofSeconds(30))
                .method(
                        row.method(),
                        row.body() == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(things.in(row.body(), email)));
        if (row.body() != null) {
            request.header("Content-Type", "application/json");
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            HttpResponse<InputStream> response = client.send(request.build(), BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                boolean isStream = response.headers()
                        .firstValue("Content-Type")
                        .filter("text/event-stream"::equals)
                        .isPresent();
                return new Answer(response.statusCode(), isStream ? "a stream" : new String(body.readAllBytes()));
            }
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(row.toString(), e);
        }
    }

    @Test
    void table_hasEveryOperationOfTheContract() throws IOException {
        Set<String> operations = new TreeSet<>();
        try (InputStream contract = AuthorisationIT.class.getResourceAsStream("/openapi.yaml")) {
            for (JsonNode path : new YAMLMapper().readTree(contract).path("paths")) {
                path.findValues("operationId").forEach(id -> operations.add(id.textValue()));
            }
        }

        assertThat(rows().map(Row::operation).collect(Collectors.toSet())).isEqualTo(operations);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void owner_isLetIn(Row row) {
        String token = server.signUp("owner" + System.nanoTime() + "@example.com");

        assertThat(ask(row, thingsOf(token), token).status()).isEqualTo(row.status());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void nobody_isLetInOnlyWhereAllAre(Row row) {
        Answer known = ask(row, new Things(server.childId(), 1, 1), null);
        Answer missing = ask(row, new Things(MISSING, MISSING, MISSING), null);

        assertThat(known.status()).isEqualTo(row.of() == Of.ALL ? row.status() : 401);
        if (row.of() != Of.ALL) {
            assertThat(known).isEqualTo(missing);
        }
    }

    @ParameterizedTest
    @MethodSource("owned")
    void somebodyElses_answersExactlyLikeNothing(Row row) {
        Things theirs = thingsOf(server.token());

        Answer foreign = ask(row, theirs, other);
        Answer missing = ask(row, new Things(MISSING, MISSING, MISSING), other);

        assertThat(foreign.status()).isIn(404, 204);
        assertThat(withoutIds(foreign, theirs)).isEqualTo(withoutIds(missing, new Things(MISSING, MISSING, MISSING)));
        assertThat(ask(row("getChild", Of.OWNER, 200, "GET /children/{child}"), theirs, server.token())
                        .body())
                .contains("\"age\":7");
        assertThat(ask(row("getStory", Of.OWNER, 200, "GET /stories/{story}"), theirs, server.token())
                        .body())
                .contains("\"stream_id\":" + theirs.stream(), "\"paused\":false");
    }

    /** Their story told on to a child of ours, and the other way round. */
    @Test
    void story_ofSomebodyElse_isNotToldOn() {
        Things theirs = thingsOf(server.token());
        long ours = server.addChild(other, "Leo", 8);
        for (long story : new long[] {theirs.story(), MISSING}) {
            JsonObject body = new JsonObject().put("child_id", ours).put("story_id", story);

            HttpResponse<String> answer = server.post("/stories/streams", other, body);

            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body().replace(String.valueOf(story), "0"))
                    .contains("\"story_id\"", "NOT_FOUND")
                    .doesNotContain("Mia", "space");
        }
    }

    private static Answer withoutIds(Answer answer, Things things) {
        String body = answer.body();
        for (long id : new long[] {things.stream(), things.story(), things.child()}) {
            body = body.replaceAll("(?<=:|: )" + id + "(?=[,}\\]])", "ID");
        }
        return new Answer(answer.status(), body);
    }

    /** The same statements run for both; a hundred of each, taken in turns, so that a busy machine slows both. */
    @Test
    void somebodyElses_takesNoOtherTimeThanNothing() {
        Things theirs = thingsOf(server.token());
        Things none = new Things(MISSING, MISSING, MISSING);
        for (Row row : List.of(
                row("getChild", Of.OWNER, 200, "GET /children/{child}"),
                row("getStory", Of.OWNER, 200, "GET /stories/{story}"),
                row("attachStream", Of.OWNER, 200, "GET /stories/streams/{stream}"))) {
            List<Long> foreign = new ArrayList<>();
            List<Long> missing = new ArrayList<>();
            LongStream.range(0, 100).forEach(i -> {
                foreign.add(nanos(row, theirs));
                missing.add(nanos(row, none));
            });

            assertThat((double) median(foreign) / median(missing)).as("%s", row).isBetween(1 / 2.5, 2.5);
        }
    }

    private static long nanos(Row row, Things things) {
        long start = System.nanoTime();
        ask(row, things, other);
        return System.nanoTime() - start;
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }
}
