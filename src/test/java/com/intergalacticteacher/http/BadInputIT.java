package com.intergalacticteacher.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.http.Edge.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every field missing, empty, too long, of the wrong type, with control characters, somebody else's. */
class BadInputIT {
    private static Edge edge;
    private static String token;
    private static long childId;
    private static long foreignChild;
    private static long foreignStory;
    private String before;

    @BeforeAll
    static void start() {
        edge = new Edge();
        token = edge.register("input@example.com");
        childId = edge.addChild(token, "Nova");
        foreignChild = edge.addChild(edge.register("other@example.com"), "Leo");
        foreignStory = Edge.await(edge.pool()
                        .query("INSERT INTO stories (child_id, theme) VALUES (" + foreignChild
                                + ", 'space') RETURNING id")
                        .execute())
                .iterator()
                .next()
                .getLong("id");
    }

    @AfterAll
    static void stop() {
        edge.close();
    }

    @BeforeEach
    void remember() {
        before = stored();
    }

    @AfterEach
    void nothingStored() {
        assertThat(stored()).isEqualTo(before);
    }

    private static String stored() {
        return Edge.await(edge.pool().query("""
                                SELECT (SELECT count(*) FROM parents) || '/' || (SELECT json_agg(c) FROM children c)
                                  || '/' || (SELECT count(*) FROM stories) || '/' || (SELECT count(*) FROM streams)
                                  AS all
                                """).execute()).iterator().next().getString("all");
    }

    /** A field with a bad value; null where it is not sent at all. */
    record Bad(String field, Object value, String expected) {}

    private static final String LINE_40 = "1 to 40 characters on one line, not all blank";
    private static final String LINE_60 = "1 to 60 characters on one line, not all blank";
    private static final String LINE_120 = "1 to 120 characters on one line, not all blank";
    private static final String LINE_300 = "1 to 300 characters on one line, not all blank";
    private static final String ID = "an integer from 1 to 9007199254740991";
    private static final String CHAPTER = "an integer from 1 to 1000";
    private static final String CHOICE = "an integer from 1 to 9";
    private static final String WORDS = "one of token, sentence, paragraph";

    private static List<Object> badLines(int limit) {
        return List.of(
                "",
                "   ",
                "a".repeat(limit + 1),
                "one\ntwo",
                "nul\u0000",
                "bell\u0007",
                "end\n",
                "c1\u0085",
                "ls\u2028x");
    }

    private static Stream<Bad> each(String field, List<Object> values, String expected) {
        return values.stream().map(value -> new Bad(field, value, expected));
    }

    private static List<Object> badNumbers(Object tooLarge) {
        return List.of("", "abc", "1.5", "-1", "0", " 1", "0x1", "1e3", "99999999999999999999", tooLarge, "1\n", "1;2");
    }

    private static Stream<Bad> badQueries() {
        return Stream.of(
                        Stream.of(new Bad("child_id", null, ID)),
                        each("child_id", badNumbers("9007199254740992"), ID),
                        each("story_id", badNumbers("9007199254740992"), ID),
                        each("chapter_number", badNumbers("1001"), CHAPTER),
                        each("choice", badNumbers("10"), CHOICE),
                        each("theme", badLines(60), LINE_60),
                        each("title", badLines(120), LINE_120),
                        each("custom_user_input", badLines(300), LINE_300),
                        each("granularity", List.of("", "word", "TOKEN", "token "), WORDS))
                .flatMap(bad -> bad);
    }

    @ParameterizedTest
    @MethodSource("badQueries")
    void generateStream_badParameter_isNamed(Bad bad) {
        Map<String, Object> query = new LinkedHashMap<>(Map.of("child_id", childId, "theme", "space"));
        query.put(bad.field(), bad.value());

        Reply reply = edge.get("/stories/generate/stream?" + encoded(query), token);

        assertNamed(reply, bad.field(), bad.value(), bad.expected());
    }

    private static Stream<Bad> badStreams() {
        List<Object> noNumbers = List.of("1", true, 1.5, -1, 0, new JsonArray(), new JsonObject());
        List<Object> noTexts = List.of(1, true, new JsonArray(), new JsonObject());
        return Stream.of(
                        Stream.of(new Bad("child_id", null, ID)),
                        each("child_id", noNumbers, ID),
                        each("story_id", noNumbers, ID),
                        each("chapter_number", noNumbers, CHAPTER),
                        each("choice", noNumbers, CHOICE),
                        each("theme", badLines(60), LINE_60),
                        each("theme", noTexts, LINE_60),
                        each("title", badLines(120), LINE_120),
                        each("title", noTexts, LINE_120),
                        each("custom_user_input", badLines(300), LINE_300),
                        each("custom_user_input", noTexts, LINE_300),
                        each("granularity", List.of("", "word", 1), WORDS))
                .flatMap(bad -> bad);
    }

    @ParameterizedTest
    @MethodSource("badStreams")
    void createStream_badProperty_isNamed(Bad bad) {
        JsonObject body = new JsonObject().put("child_id", childId).put("theme", "space");
        put(body, bad);

        assertNamed(edge.post("/stories/streams", token, body), bad.field(), bad.value(), bad.expected());
    }

    private static final String NAME = "1 to 40 letters, and between them spaces, hyphens, apostrophes or full stops";
    private static final String LANGUAGE = "a language of BCP 47, such as en or pt-BR";

    private static Stream<Bad> badChildren() {
        return Stream.of(
                        Stream.of(new Bad("name", null, NAME), new Bad("age", null, "an integer from 3 to 16")),
                        each("name", List.of("", " ", "a".repeat(41), "No\nva", "Nova\n", "<b>", "R2D2", 7), NAME),
                        each("age", List.of(2, 17, "7", 7.5, true), "an integer from 3 to 16"),
                        each(
                                "reading_level",
                                List.of("", "expert", "BEGINNER", 1),
                                "one of beginner, intermediate, advanced"),
                        each("language", List.of("", "English", "e", "en\n", 1, "EN"), LANGUAGE),
                        each("daily_chapters", List.of(0, 101, "3", 1.5), "an integer from 1 to 100, or null"),
                        each("interests", List.of("cats", 1), "a list of at most 10 items"),
                        Stream.of(new Bad(
                                "interests",
                                new JsonArray(Stream.iterate(1, i -> i + 1)
                                        .limit(11)
                                        .map(i -> "cats " + i)
                                        .toList()),
                                "a list of at most 10 items")))
                .flatMap(bad -> bad);
    }

    @ParameterizedTest
    @MethodSource("badChildren")
    void createChild_badProperty_isNamed(Bad bad) {
        JsonObject body = new JsonObject().put("name", "Mia").put("age", 8);
        put(body, bad);

        assertNamed(edge.post("/children", token, body), bad.field(), bad.value(), bad.expected());
    }

    @ParameterizedTest
    @MethodSource("badChildren")
    void updateChild_badProperty_isNamed(Bad bad) {
        if (bad.value() == null) {
            return;
        }
        JsonObject body = new JsonObject().put(bad.field(), bad.value());

        Reply reply = edge.send("PATCH", "/children/" + childId, token, body);

        assertNamed(reply, bad.field(), bad.value(), bad.expected());
    }

    @Test
    void createChild_badInterest_isNamedByItsPlace() {
        JsonObject body = new JsonObject()
                .put("name", "Mia")
                .put("age", 8)
                .put(
                        "interests",
                        new JsonArray().add("cats").add("").add("fine").add(5));

        Reply reply = edge.post("/children", token, body);

        assertThat(fields(reply)).containsExactly("interests[1]", "interests[3]");
        assertNamed(reply, "interests[1]", "", LINE_40);
    }

    private static Stream<Bad> badRegistrations() {
        return Stream.of(
                        Stream.of(
                                new Bad("email", null, "an e-mail address of at most 254 characters"),
                                new Bad("password", null, "a text of 8 to 128 characters")),
                        each(
                                "email",
                                List.of(
                                        "",
                                        "no-at",
                                        "@b.c",
                                        "a@b",
                                        "a b@c.de",
                                        "a@b.c\n",
                                        "\u0000a@b.cd",
                                        1,
                                        "a".repeat(250) + "@b.cd"),
                                "an e-mail address of at most 254 characters"),
                        each(
                                "password",
                                List.of("", "seven77", "a".repeat(129), 12345678),
                                "a text of 8 to 128 characters"))
                .flatMap(bad -> bad);
    }

    @ParameterizedTest
    @MethodSource("badRegistrations")
    void register_badProperty_isNamedWithoutThePassword(Bad bad) {
        JsonObject body = new JsonObject().put("email", "new@example.com").put("password", "long enough");
        put(body, bad);

        Reply reply = edge.post("/auth/register", null, body);

        assertNamed(reply, bad.field(), bad.field().equals("password") ? null : bad.value(), bad.expected());
    }

    @Test
    void everything_bad_isReportedTogether() {
        Reply query = edge.get("/stories/generate/stream?theme=&granularity=word&choice=x", token);
        Reply body = edge.post(
                "/auth/register", null, new JsonObject().put("email", 1).put("colour", "red"));

        assertThat(fields(query)).containsExactlyInAnyOrder("child_id", "theme", "granularity", "choice");
        assertThat(fields(body)).containsExactlyInAnyOrder("email", "password", "colour");
    }

    @Test
    void unknownProperty_isRefusedAndItsValueNotShown() {
        Reply reply = edge.post(
                "/auth/login",
                null,
                new JsonObject().put("email", "a@b.cd").put("password", "x").put("passwort", "secret"));

        assertNamed(reply, "passwort", null, "one of email, password");
        assertThat(reply.body()).doesNotContain("secret");
    }

    @Test
    void unknownParameter_isPassedOver() {
        Reply reply = edge.get("/stories/generate/stream?child_id=" + childId + "&theme=space&utm_source=mail", token);

        assertThat(reply.status()).isEqualTo(200);
    }

    @Test
    void cursor_malformed_isPassedOn() {
        Reply reply = edge.send(edge.request("/stories/streams/7?last_event_id=" + "x".repeat(500), token)
                .header("Last-Event-ID", "7:%\"9"));

        assertThat(reply.status()).isEqualTo(200);
    }

    @Test
    void parameterGivenTwice_isNamed() {
        Reply reply = edge.get("/stories/generate/stream?theme=a&theme=b&child_id=" + childId, token);

        assertNamed(reply, "theme", "a, b", "one value");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /children/{id}, child_id",
        "GET, /children/{id}/export, child_id",
        "DELETE, /children/{id}, child_id",
        "GET, /stories/{id}, story_id",
        "DELETE, /stories/{id}, story_id",
        "GET, /stories/streams/{id}, stream_id",
        "DELETE, /stories/streams/{id}, stream_id",
        "POST, /stories/streams/{id}/pause, stream_id",
        "POST, /stories/streams/{id}/resume, stream_id",
    })
    void badId_inThePath_isNamed(String method, String path, String field) {
        for (String id : List.of("abc", "0", "-1", "1.5", "9007199254740992", "1%00", "1%0A", "%20", "1%2F2")) {
            Reply reply = edge.send(method, path.replace("{id}", id), token, null);

            assertNamed(reply, field, decoded(id), ID);
        }
    }

    private static String decoded(String id) {
        return URLDecoder.decode(id, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({"limit, 0", "limit, 101", "limit, x", "before, 0", "child_id, y"})
    void listStories_badParameter_isNamed(String field, String value) {
        Reply reply = edge.get("/stories?" + field + "=" + value, token);

        assertNamed(reply, field, value, field.equals("limit") ? "an integer from 1 to 100" : ID);
    }

    @Test
    void somebodyElses_isAsIfItWereNotThere() {
        List<Reply> theirs = ofOthers(foreignChild, foreignStory);
        List<Reply> nobodys = ofOthers(99_999, 99_999);

        for (int i = 0; i < theirs.size(); i++) {
            assertThat(theirs.get(i).status()).as("%s", theirs.get(i)).isEqualTo(404);
            assertThat(withoutIds(theirs.get(i))).isEqualTo(withoutIds(nobodys.get(i)));
            assertThat(fields(theirs.get(i))).hasSize(1);
        }
    }

    private static List<Reply> ofOthers(long child, long story) {
        return List.of(
                edge.get("/children/" + child, token),
                edge.get("/children/" + child + "/export", token),
                edge.send("PATCH", "/children/" + child, token, new JsonObject().put("age", 9)),
                edge.send("DELETE", "/children/" + child, token, null),
                edge.get("/stories?child_id=" + child, token),
                edge.get("/stories/" + story, token),
                edge.send("DELETE", "/stories/" + story, token, null),
                edge.get("/stories/generate/stream?theme=space&child_id=" + child, token),
                edge.get("/stories/generate/stream?story_id=" + story + "&child_id=" + childId, token),
                edge.post(
                        "/stories/streams",
                        token,
                        new JsonObject().put("child_id", childId).put("story_id", story)));
    }

    private static String withoutIds(Reply reply) {
        return reply.body().replaceAll("\"value\":[0-9]+", "");
    }

    @ParameterizedTest
    @CsvSource({
        "/children, '{', 400, MALFORMED",
        "/children, '', 400, MALFORMED",
        "/children, '{\"name\": \"Mia\", \"age\": 08}', 400, MALFORMED",
        "/children, '[]', 422, INVALID_INPUT",
        "/children, '\"text\"', 422, INVALID_INPUT",
        "/children, 'null', 422, INVALID_INPUT",
    })
    void body_noObject_isRefused(String path, String body, int status, String code) {
        Reply reply = edge.send(edge.request(path, token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));

        assertProblem(reply, status, code);
    }

    @Test
    void body_ofAnotherType_isRefused() {
        for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "application/json-seq")) {
            Reply reply = edge.send(edge.request("/children", token)
                    .header("Content-Type", type)
                    .POST(BodyPublishers.ofString("{\"name\":\"Mia\",\"age\":7}")));

            assertProblem(reply, 415, "UNSUPPORTED_MEDIA_TYPE");
        }
        Reply none = edge.send(edge.request("/children", token).POST(BodyPublishers.ofString("{}")));
        assertProblem(none, 415, "UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void body_tooLarge_isRefused() {
        Reply reply = edge.post(
                "/children",
                token,
                new JsonObject().put("name", "a".repeat(100_000)).put("age", 7));

        assertProblem(reply, 413, "TOO_LARGE");
    }

    @Test
    void body_veryDeep_isRefused() {
        Reply reply = edge.send(edge.request("/children", token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("[".repeat(30_000))));

        assertProblem(reply, 400, "MALFORMED");
    }

    @Test
    void text_farTooLong_isRefusedBeforeItsPattern() {
        String email = "a@" + ".".repeat(60_000) + "\n";

        Reply reply = edge.post(
                "/auth/register", null, new JsonObject().put("email", email).put("password", "long enough"));

        assertNamed(reply, "email", email, "an e-mail address of at most 254 characters");
    }

    @Test
    void errors_thousands_areNotAllReported() {
        JsonObject body = new JsonObject();
        for (int i = 0; i < 5_000; i++) {
            body.put("x" + i, i);
        }

        assertThat(fields(edge.post("/children", token, body))).hasSize(50);
    }

    @Test
    void unsafeWords_areNamed() {
        JsonObject body = new JsonObject()
                .put("name", "dagger")
                .put("age", 7)
                .put("interests", new JsonArray().add("cats").add("my dagger"));

        Reply reply = edge.post("/children", token, body);

        assertProblem(reply, 422, "UNSAFE_INPUT");
        assertThat(fields(reply)).containsExactly("name", "interests[1]");
    }

    @Test
    void freeText_withPercentQuotesAndSemicolons_arrivesAsItIs() {
        String idea = "50% \"more\"; a+b & {c} \\n null";

        Reply reply = edge.get(
                "/stories/generate/stream?"
                        + encoded(Map.of("child_id", childId, "theme", "true", "custom_user_input", idea)),
                token);

        assertThat(reply.status()).as("%s", reply).isEqualTo(200);
        JsonObject brief = reply.json().getJsonObject("brief");
        assertThat(brief.getString("idea")).isEqualTo(idea);
        assertThat(brief.getString("theme")).isEqualTo("true");
    }

    private static void put(JsonObject body, Bad bad) {
        if (bad.value() == null) {
            body.remove(bad.field());
        } else {
            body.put(bad.field(), bad.value());
        }
    }

    private static String encoded(Map<String, Object> query) {
        return query.entrySet().stream()
                .filter(entry -> entry.getValue() != null)
                .map(entry -> entry.getKey() + "="
                        + URLEncoder.encode(String.valueOf(entry.getValue()), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static List<String> fields(Reply reply) {
        List<String> fields = new ArrayList<>();
        reply.json().getJsonArray("errors").forEach(error -> fields.add(((JsonObject) error).getString("field")));
        return fields;
    }

    private static void assertProblem(Reply reply, int status, String code) {
        assertThat(reply.status()).as("%s", reply).isEqualTo(status);
        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(reply.json().getString("code")).isEqualTo(code);
        assertThat(reply.json().getInteger("status")).isEqualTo(status);
        assertThat(reply.json().fieldNames()).contains("type", "title", "detail");
    }

    private static void assertNamed(Reply reply, String field, Object value, String expected) {
        assertProblem(reply, 422, "INVALID_INPUT");
        JsonObject error = reply.json().getJsonArray("errors").stream()
                .map(JsonObject.class::cast)
                .filter(named -> named.getString("field").equals(field))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing names " + field + ": " + reply));
        assertThat(error.getString("expected")).isEqualTo(expected);
        assertThat(String.valueOf(error.getValue("value"))).isEqualTo(shown(value));
    }

    private static String shown(Object value) {
        String text = String.valueOf(value);
        return text.length() <= 80 ? text : text.substring(0, 79) + "…";
    }
}
