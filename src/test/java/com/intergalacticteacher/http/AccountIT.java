package com.intergalacticteacher.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.account.DemoParent;
import com.intergalacticteacher.http.Edge.Reply;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountIT {
    private static Edge edge;

    @BeforeAll
    static void start() {
        edge = new Edge();
    }

    @AfterAll
    static void stop() {
        edge.close();
    }

    private static JsonObject credentials(String email, String password) {
        return new JsonObject().put("email", email).put("password", password);
    }

    private static void assertRefused(Reply reply, int status, String code) {
        assertThat(reply.status()).as("%s", reply).isEqualTo(status);
        assertThat(reply.json().getString("code")).isEqualTo(code);
        if (status == 401) {
            assertThat(reply.header("WWW-Authenticate")).isEqualTo("Bearer");
        }
    }

    @Test
    void register_newEmail_signsIn() {
        Reply reply = edge.post("/auth/register", null, credentials("Ada@Example.com", "correct horse"));

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.json().getString("token_type")).isEqualTo("bearer");
        assertThat(reply.json().getInteger("expires_in")).isEqualTo(Edge.TOKEN_SECONDS);
        assertThat(reply.header("Set-Cookie"))
                .startsWith("session=")
                .containsIgnoringCase("HttpOnly")
                .contains("SameSite=Strict", "Path=/");
        Reply me = edge.get("/auth/me", reply.json().getString("access_token"));
        assertThat(me.json().getString("email")).isEqualTo("ada@example.com");
    }

    @Test
    void register_takenEmail_isRefusedHoweverItIsWritten() {
        edge.register("taken@example.com");

        Reply reply = edge.post("/auth/register", null, credentials("TAKEN@ｅxample.com", "another one"));

        assertRefused(reply, 409, "EMAIL_TAKEN");
        assertThat(reply.json().getJsonArray("errors").getJsonObject(0).getString("field"))
                .isEqualTo("email");
    }

    @Test
    void register_emailThatGrowsWhenNormalised_isRefused() {
        String growing = "\uFDFA".repeat(200) + "@example.com";

        assertRefused(edge.post("/auth/register", null, credentials(growing, "long enough")), 422, "INVALID_INPUT");
    }

    @Test
    void login_rightPassword_signsIn() {
        edge.register("login@example.com");

        Reply reply = edge.post("/auth/login", null, credentials("LOGIN@example.com", "long enough"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(edge.get("/auth/me", reply.json().getString("access_token")).status())
                .isEqualTo(200);
    }

    @Test
    void login_wrongPasswordOrUnknownEmail_answerAlike() {
        edge.register("known@example.com");

        Reply wrong = edge.post("/auth/login", null, credentials("known@example.com", "not the one"));
        Reply unknown = edge.post("/auth/login", null, credentials("unknown@example.com", "not the one"));

        assertRefused(wrong, 401, "BAD_CREDENTIALS");
        assertThat(unknown.body()).isEqualTo(wrong.body());
        assertThat(wrong.header("Set-Cookie")).isEmpty();
    }

    @Test
    void password_isStoredAsArgon2id() {
        edge.register("hashed@example.com");

        String hash = Edge.await(edge.pool()
                        .query("SELECT password_hash FROM parents WHERE email = 'hashed@example.com'")
                        .execute())
                .iterator()
                .next()
                .getString(0);

        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    }

    @Test
    void cookie_overTls_isBoundToTheHost() {
        edge.register("tls@example.com");

        Reply reply = edge.send(edge.request("/auth/login", null)
                .header("X-Forwarded-Proto", "https")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(
                        credentials("tls@example.com", "long enough").encode())));

        assertThat(reply.header("Set-Cookie"))
                .startsWith("__Host-session=")
                .containsIgnoringCase("HttpOnly")
                .contains("Secure", "Path=/");
        assertThat(reply.header("Set-Cookie")).doesNotContain("Domain");
        assertThat(withCookie("/auth/me", "__Host-session=" + reply.json().getString("access_token"), "https")
                        .status())
                .isEqualTo(200);
    }

    private static Reply withCookie(String path, String cookie, String scheme) {
        HttpRequest.Builder request = edge.request(path, null).header("Cookie", cookie);
        return edge.send(request.header("X-Forwarded-Proto", scheme));
    }

    @Test
    void logout_takesTheCookieBack() {
        Reply reply = edge.post("/auth/logout", null, null);

        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.header("Set-Cookie")).startsWith("session=;").contains("Max-Age=0");
    }

    private static String signed(String secret, JsonObject claims) {
        PubSecKeyOptions key = new PubSecKeyOptions().setAlgorithm("HS256").setBuffer(Buffer.buffer(secret));
        return JWTAuth.create(edge.vertx(), new JWTAuthOptions().addPubSecKey(key))
                .generateToken(claims, new JWTOptions().setAlgorithm("HS256"));
    }

    @Test
    void credential_bad_isRefused() {
        long past = Instant.now().getEpochSecond() - 10;
        String expired = signed(Edge.SECRET, new JsonObject().put("sub", "1").put("exp", past));
        String foreign = signed("a secret of somebody else, long enough", new JsonObject().put("sub", "1"));
        String unsigned = "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.eyJzdWIiOiIxIn0.";

        assertRefused(edge.get("/auth/me", null), 401, "SIGN_IN_REQUIRED");
        for (String token : new String[] {expired, foreign, unsigned, "nonsense", "a.b.c"}) {
            assertRefused(edge.get("/auth/me", token), 401, "SIGN_IN_REQUIRED");
            assertRefused(withCookie("/auth/me", "session=" + token, "http"), 401, "SIGN_IN_REQUIRED");
        }
        assertRefused(
                edge.send(edge.request("/auth/me", null).header("Authorization", "Basic ZGVtbzpkZW1v")),
                401,
                "SIGN_IN_REQUIRED");
    }

    @Test
    void credential_inTheQuery_isTakenByTheStreamsOnly() {
        String token = edge.register("query@example.com");

        assertThat(edge.get("/stories/streams/7?token=" + token, null).status()).isEqualTo(200);
        assertRefused(edge.get("/auth/me?token=" + token, null), 401, "SIGN_IN_REQUIRED");
        assertRefused(edge.get("/stories?token=" + token, null), 401, "SIGN_IN_REQUIRED");
        assertRefused(edge.get("/stories/streams/7?token=x" + token, null), 401, "SIGN_IN_REQUIRED");
    }

    @Test
    void credential_badHeader_isNotMadeGoodByTheQuery() {
        String token = edge.register("order@example.com");

        assertRefused(edge.get("/stories/streams/7?token=" + token, "expired"), 401, "SIGN_IN_REQUIRED");
    }

    @Test
    void credential_staleCookie_doesNotHideTheQuery() {
        String token = edge.register("stale@example.com");

        assertThat(withCookie("/stories/streams/7?token=" + token, "session=stale", "http")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void ticket_opensOneStreamOnce() {
        String token = edge.register("ticket@example.com");
        Reply issued = edge.post("/auth/stream-ticket", token, null);
        String ticket = issued.json().getString("ticket");

        assertThat(issued.status()).isEqualTo(201);
        assertThat(issued.json().getInteger("expires_in")).isEqualTo(60);
        assertRefused(edge.get("/auth/me?ticket=" + ticket, null), 401, "SIGN_IN_REQUIRED");
        assertThat(edge.get("/stories/streams/7?ticket=" + ticket, null).status())
                .isEqualTo(200);
        assertRefused(edge.get("/stories/streams/7?ticket=" + ticket, null), 401, "SIGN_IN_REQUIRED");
    }

    @Test
    void ticket_pastItsTime_isRefusedAndSwept() {
        String token = edge.register("late@example.com");
        String ticket = edge.post("/auth/stream-ticket", token, null).json().getString("ticket");
        Edge.await(edge.pool()
                .query("UPDATE stream_tickets SET expires_at = now() - interval '1 second'")
                .execute());

        assertRefused(edge.get("/stories/streams/7?ticket=" + ticket, null), 401, "SIGN_IN_REQUIRED");
    }

    @Test
    void ticket_isStoredAsAHashOnly() {
        String token = edge.register("leak@example.com");
        String ticket = edge.post("/auth/stream-ticket", token, null).json().getString("ticket");

        Long found = Edge.await(edge.pool()
                        .preparedQuery("SELECT count(*) FROM stream_tickets t WHERE t::text LIKE '%' || $1 || '%'")
                        .execute(io.vertx.sqlclient.Tuple.of(ticket)))
                .iterator()
                .next()
                .getLong(0);

        assertThat(found).isZero();
    }

    @Test
    void deleteAccount_erasesEverythingOfTheirs() {
        String token = edge.register("gone@example.com");
        long child = edge.addChild(token, "Nova");
        long stream = TestStories.stream(edge.pool(), child, TestStories.story(edge.pool(), child));

        assertThat(edge.send("DELETE", "/auth/me", token, null).status()).isEqualTo(204);

        assertThat(TestStories.count(edge.pool(), "children WHERE id = " + child))
                .isZero();
        assertThat(TestStories.count(edge.pool(), "journal WHERE stream_id = " + stream))
                .isZero();
        assertRefused(edge.get("/auth/me", token), 401, "SIGN_IN_REQUIRED");
        assertRefused(edge.post("/auth/stream-ticket", token, null), 401, "SIGN_IN_REQUIRED");
        assertRefused(
                edge.post(
                        "/children", token, new JsonObject().put("name", "Mia").put("age", 7)),
                401,
                "SIGN_IN_REQUIRED");
    }

    @ParameterizedTest
    @CsvSource({"3, beginner", "7, beginner", "8, intermediate", "10, intermediate", "11, advanced", "16, advanced"})
    void createChild_withoutAReadingLevel_getsThatOfTheAge(int age, String level) {
        String token = edge.register("level" + age + "@example.com");

        Reply reply = edge.post(
                "/children", token, new JsonObject().put("name", "Zoë").put("age", age));

        assertThat(reply.status()).isEqualTo(201);
        long id = reply.json().getLong("id");
        assertThat(reply.header("Location")).isEqualTo("/api/v1/children/" + id);
        assertThat(reply.json())
                .isEqualTo(new JsonObject()
                        .put("id", id)
                        .put("name", "Zoë")
                        .put("age", age)
                        .put("reading_level", level)
                        .put("language", "en")
                        .put("interests", new JsonArray())
                        .putNull("daily_chapters"));
        assertThat(edge.get("/children/" + id, token).json()).isEqualTo(reply.json());
    }

    @Test
    void createChild_everythingGiven_isKept() {
        String token = edge.register("all@example.com");
        JsonObject child = new JsonObject()
                .put("name", "Jean-Luc O’Neil")
                .put("age", 9)
                .put("reading_level", "advanced")
                .put("language", "pt-BR")
                .put("interests", new JsonArray().add("whales").add("50% more; \"trains\""))
                .put("daily_chapters", 4);

        JsonObject added = edge.post("/children", token, child).json();

        assertThat(added.copy().fieldNames()).contains("id");
        added.remove("id");
        assertThat(added).isEqualTo(child);
    }

    @Test
    void updateChild_changesWhatIsGivenAndKeepsTheRest() {
        String token = edge.register("patch@example.com");
        long id = edge.addChild(token, "Nova");

        JsonObject limited = edge.send(
                        "PATCH",
                        "/children/" + id,
                        token,
                        new JsonObject().put("daily_chapters", 3).put("age", 8))
                .json();
        JsonObject renamed = edge.send(
                        "PATCH",
                        "/children/" + id,
                        token,
                        new JsonObject().put("name", "Luna").put("interests", new JsonArray().add("bees")))
                .json();
        JsonObject unlimited = edge.send("PATCH", "/children/" + id, token, new JsonObject().putNull("daily_chapters"))
                .json();

        assertThat(limited.getInteger("daily_chapters")).isEqualTo(3);
        assertThat(limited.getInteger("age")).isEqualTo(8);
        assertThat(limited.getString("name")).isEqualTo("Nova");
        assertThat(renamed.getInteger("daily_chapters")).isEqualTo(3);
        assertThat(renamed.getString("name")).isEqualTo("Luna");
        assertThat(unlimited.getValue("daily_chapters")).isNull();
        assertThat(unlimited.getJsonArray("interests")).isEqualTo(new JsonArray().add("bees"));
    }

    @Test
    void listChildren_givesTheParentsOwnInOrder() {
        String token = edge.register("list@example.com");
        edge.addChild(token, "Ada");
        edge.addChild(token, "Bo");

        JsonArray children = edge.get("/children", token).json().getJsonArray("children");

        assertThat(children)
                .extracting(child -> ((JsonObject) child).getString("name"))
                .containsExactly("Ada", "Bo");
    }

    @Test
    void deleteChild_erasesItsStoriesAndJournal() {
        String token = edge.register("erase@example.com");
        long child = edge.addChild(token, "Nova");
        long stream = TestStories.stream(edge.pool(), child, TestStories.story(edge.pool(), child));

        assertThat(edge.send("DELETE", "/children/" + child, token, null).status())
                .isEqualTo(204);

        assertThat(edge.get("/children/" + child, token).status()).isEqualTo(404);
        assertThat(TestStories.count(edge.pool(), "stories WHERE child_id = " + child))
                .isZero();
        assertThat(TestStories.count(edge.pool(), "journal WHERE stream_id = " + stream))
                .isZero();
    }

    @Test
    void demoParent_settlesOnlyWhereNobodyIs() {
        try (Edge empty = new Edge()) {
            assertThat(Edge.await(empty.demoParent().settle())).isTrue();
            assertThat(Edge.await(empty.demoParent().settle()))
                    .as("still there")
                    .isTrue();

            Reply login = empty.post("/auth/login", null, credentials(DemoParent.EMAIL, DemoParent.PASSWORD));
            String token = login.json().getString("access_token");
            assertThat(empty.get("/children/1", token).json().getString("name")).isEqualTo("Nova");
            assertThat(empty.addChild(token, "Leo")).isEqualTo(2);

            empty.send("DELETE", "/auth/me", token, null);
            assertThat(Edge.await(empty.demoParent().settle())).isTrue();
        }
        edge.register("somebody@example.com");
        assertThat(Edge.await(edge.demoParent().settle())).isFalse();
    }
}
