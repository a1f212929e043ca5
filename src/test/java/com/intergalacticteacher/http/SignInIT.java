package com.intergalacticteacher.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.http.Edge.Reply;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import io.vertx.sqlclient.Tuple;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions, refresh tokens, forged tokens, foreign pages and too many tries. */
class SignInIT {
    private static Edge edge;

    @BeforeAll
    static void start() {
        edge = new Edge();
    }

    @AfterAll
    static void stop() {
        edge.close();
    }

    /** A sign-in as a browser holds it. */
    private record Browser(String token, String session, String refresh) {
        static Browser signedUp(String email) {
            return of(edge.post("/auth/register", null, credentials(email)));
        }

        static Browser of(Reply reply) {
            return new Browser(
                    reply.json().getString("access_token"), cookie(reply, "session"), cookie(reply, "session-refresh"));
        }

        private static String cookie(Reply reply, String name) {
            return reply.response().headers().allValues("Set-Cookie").stream()
                    .filter(cookie -> cookie.startsWith(name + "="))
                    .map(cookie -> cookie.substring(name.length() + 1, cookie.indexOf(';')))
                    .findFirst()
                    .orElseThrow();
        }

        Reply sendsCookie(String method, String path, String... headers) {
            HttpRequest.Builder request = edge.request(path, null)
                    .header("Cookie", "session=" + session)
                    .method(method, BodyPublishers.noBody());
            return edge.send(headers.length == 0 ? request : request.headers(headers));
        }
    }

    private static JsonObject credentials(String email) {
        return new JsonObject().put("email", email).put("password", "long enough");
    }

    private static Reply refresh(String refreshToken) {
        return edge.send(edge.request("/auth/refresh", null)
                .header("Cookie", "session-refresh=" + refreshToken)
                .POST(BodyPublishers.noBody()));
    }

    private static int me(String token) {
        return edge.get("/auth/me", token).status();
    }

    @Test
    void register_setsBothCookies_theRefreshOneForOneOperation() {
        List<String> cookies = edge.post("/auth/register", null, credentials("cookies@example.com"))
                .response()
                .headers()
                .allValues("Set-Cookie");

        assertThat(cookies)
                .hasSize(2)
                .allSatisfy(cookie ->
                        assertThat(cookie).containsIgnoringCase("HttpOnly").contains("SameSite=Strict"));
        assertThat(cookies.get(1)).startsWith("session-refresh=").contains("Path=/api/v1/auth/refresh");
    }

    @Test
    void refresh_givesANewTokenAndTakesTheOldOne() {
        Browser first = Browser.signedUp("refresh@example.com");

        Browser second = Browser.of(refresh(first.refresh()));

        assertThat(second.refresh()).isNotEqualTo(first.refresh());
        assertThat(me(second.token())).isEqualTo(200);
        assertThat(refresh(second.refresh()).status()).isEqualTo(200);
    }

    @Test
    void refresh_reused_endsTheSessionForWhoeverHasIt() throws Exception {
        Browser honest = Browser.signedUp("stolen@example.com");
        Browser thief = Browser.of(refresh(honest.refresh()));

        Reply reused = refresh(honest.refresh());

        assertThat(reused.status()).isEqualTo(401);
        assertThat(refresh(thief.refresh()).status()).isEqualTo(401);
        awaitRefused(thief.token());
        awaitRefused(honest.token());
    }

    /** A node may believe in a session for a second longer. */
    private static void awaitRefused(String token) throws Exception {
        long deadline = System.nanoTime() + 5_000_000_000L;
        while (me(token) != 401) {
            assertThat(System.nanoTime()).isLessThan(deadline);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void refresh_unknown_isRefused(String refreshToken) {
        assertThat(refresh(refreshToken).status()).isEqualTo(401);
        assertThat(edge.post("/auth/refresh", null, null).status()).isEqualTo(401);
    }

    @Test
    void refreshToken_isNoAccessTokenAndTheOtherWayRound() {
        Browser browser = Browser.signedUp("mixed@example.com");

        assertThat(me(browser.refresh())).isEqualTo(401);
        assertThat(me(browser.session())).as("the cookie's token in a header").isEqualTo(401);
        assertThat(refresh(browser.token()).status()).isEqualTo(401);
    }

    @Test
    void secrets_areStoredAsHashesOnly() {
        Browser browser = Browser.signedUp("hashes@example.com");
        for (String table : List.of("sessions", "refresh_tokens")) {
            for (String secret : List.of(browser.refresh(), browser.session(), browser.token())) {
                Long found = Edge.await(edge.pool()
                                .preparedQuery(
                                        "SELECT count(*) FROM " + table + " t WHERE t::text LIKE '%' || $1 || '%'")
                                .execute(Tuple.of(secret)))
                        .iterator()
                        .next()
                        .getLong(0);
                assertThat(found).isZero();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void logout_endsTheSessionAtOnce(boolean isByCookie) {
        Browser browser = Browser.signedUp("out" + isByCookie + "@example.com");
        assertThat(me(browser.token())).isEqualTo(200);

        Reply reply = isByCookie
                ? browser.sendsCookie("POST", "/auth/logout")
                : edge.post("/auth/logout", browser.token(), null);

        assertThat(reply.status()).isEqualTo(204);
        assertThat(me(browser.token())).isEqualTo(401);
        assertThat(browser.sendsCookie("GET", "/auth/me").status()).isEqualTo(401);
        assertThat(refresh(browser.refresh()).status()).isEqualTo(401);
    }

    /** A cookie that was taken back would leave a session that nobody could end. */
    @Test
    void logoutAndRefresh_whereTheDatabaseFails_leaveTheCookies() {
        Browser browser = Browser.signedUp("kept@example.com");
        edge.execute("ALTER TABLE sessions RENAME TO sessions_away");
        try {
            for (Reply failed : List.of(browser.sendsCookie("POST", "/auth/logout"), refresh(browser.refresh()))) {
                assertThat(failed.status()).isEqualTo(500);
                assertThat(failed.response().headers().allValues("Set-Cookie")).isEmpty();
            }
        } finally {
            edge.execute("ALTER TABLE sessions_away RENAME TO sessions");
        }
        assertThat(browser.sendsCookie("POST", "/auth/logout").status()).isEqualTo(204);
        assertThat(refresh(browser.refresh()).status()).isEqualTo(401);
    }

    @Test
    void logout_leavesOtherSessionsOfTheParent() {
        Browser phone = Browser.signedUp("two@example.com");
        Browser laptop = Browser.of(edge.post("/auth/login", null, credentials("two@example.com")));

        edge.post("/auth/logout", phone.token(), null);

        assertThat(me(laptop.token())).isEqualTo(200);
    }

    @Test
    void logout_takesUnusedTicketsAlong() {
        Browser browser = Browser.signedUp("ticketless@example.com");
        String ticket =
                edge.post("/auth/stream-ticket", browser.token(), null).json().getString("ticket");

        edge.post("/auth/logout", browser.token(), null);

        assertThat(edge.get("/stories/streams/7?ticket=" + ticket, null).status())
                .isEqualTo(401);
    }

    @Test
    void cookie_outlivesTheAccessTokenBesideIt() {
        Browser browser = Browser.signedUp("long@example.com");
        String expired = forged(Map.of("alg", "HS256"), claims(browser.token()).put("exp", now() - 60), Edge.SECRET);

        assertThat(me(expired)).isEqualTo(401);
        assertThat(browser.sendsCookie("GET", "/auth/me", "Authorization", "Bearer " + expired)
                        .status())
                .isEqualTo(200);
        assertThat(claims(browser.session()).getLong("exp")).isGreaterThan(now() + 29 * 24 * 60 * 60);
    }

    @Test
    void getAccount_byCookie_renewsTheSession() {
        Browser browser = Browser.signedUp("renewed@example.com");
        Edge.await(edge.pool()
                .query("UPDATE sessions SET expires_at = now() + interval '1 hour' WHERE parent_id ="
                        + " (SELECT id FROM parents WHERE email = 'renewed@example.com')")
                .execute());

        Reply byCookie = browser.sendsCookie("GET", "/auth/me");

        assertThat(byCookie.header("Set-Cookie")).startsWith("session=").contains("Max-Age=25");
        assertThat(edge.get("/auth/me", browser.token()).header("Set-Cookie")).isEmpty();
    }

    @Test
    void session_pastItsTime_isRefusedAndSwept() throws Exception {
        Browser browser = Browser.signedUp("late@example.com");
        Edge.await(edge.pool()
                .query("UPDATE sessions SET expires_at = now() - interval '1 second'")
                .execute());

        awaitRefused(browser.token());
        assertThat(refresh(browser.refresh()).status()).isEqualTo(401);
        Browser.signedUp("sweeper@example.com");
        assertThat(TestStories.count(edge.pool(), "sessions WHERE expires_at < now()"))
                .isZero();
    }

    @Test
    void tokenInQuery_switchedOff_isNoCredential() {
        try (Edge strict = new Edge(false)) {
            String token = strict.register("strict@example.com");
            String ticket =
                    strict.post("/auth/stream-ticket", token, null).json().getString("ticket");

            assertThat(strict.get("/stories/streams/7?token=" + token, null).status())
                    .isEqualTo(401);
            assertThat(strict.get("/stories/streams/7?ticket=" + ticket, null).status())
                    .isEqualTo(200);
        }
    }

    // --- forged tokens

    private static long now() {
        return Instant.now().getEpochSecond();
    }

    private static JsonObject claims(String token) {
        return new JsonObject(Buffer.buffer(Base64.getUrlDecoder().decode(token.split("\\.")[1])));
    }

    private static JsonObject head(String token) {
        return new JsonObject(Buffer.buffer(Base64.getUrlDecoder().decode(token.split("\\.")[0])));
    }

    /** Signed by HMAC-SHA-256 whatever its head says. */
    private static String forged(Map<String, Object> head, JsonObject claims, String secret) {
        String content = encoded(new JsonObject(head).encode()) + "." + encoded(claims.encode());
        try {
            javax.crypto.Mac mac = javax.crypto.Mac.getInstance("HmacSHA256");
            mac.init(new javax.crypto.spec.SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return content + "."
                    + Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void forged_withTheRightSecretAndClaims_isTaken() {
        String token = edge.register("genuine@example.com");

        assertThat(me(forged(Map.of("alg", "HS256", "kid", head(token).getString("kid")), claims(token), Edge.SECRET)))
                .as("the forger's tool works, so what is refused below is refused for its fault")
                .isEqualTo(200);
    }

    @Test
    void keys_rotate_thePreviousSecretIsStillGood() {
        String token = edge.register("rotation@example.com");
        PubSecKeyOptions key =
                new PubSecKeyOptions().setAlgorithm("HS256").setBuffer(Buffer.buffer(Edge.PREVIOUS_SECRET));
        String old = JWTAuth.create(edge.vertx(), new JWTAuthOptions().addPubSecKey(key))
                .generateToken(claims(token), new JWTOptions().setAlgorithm("HS256"));

        assertThat(me(old)).isEqualTo(200);
        assertThat(head(token).getString("kid")).matches("[0-9a-f]{8}");
    }

    static Stream<String> forgeries() {
        JsonObject claims = claims(edge.register("forged@example.com"));
        long soon = now() + 600;
        String good = forged(Map.of("alg", "HS256"), claims, Edge.SECRET);
        String unsigned = good.substring(0, good.lastIndexOf('.') + 1);
        return Stream.of(
                encoded("{\"alg\":\"none\"}") + "." + encoded(claims.encode()) + ".",
                encoded("{\"alg\":\"None\"}") + "." + encoded(claims.encode()) + ".",
                encoded("{}") + "." + encoded(claims.encode()) + ".",
                unsigned,
                unsigned + "AAAA",
                forged(Map.of("alg", "HS512"), claims, Edge.SECRET),
                forged(Map.of("alg", "RS256"), claims, Edge.SECRET),
                forged(Map.of("alg", "HS256"), claims, "" + " "),
                forged(Map.of("alg", "HS256", "kid", "../../../../dev/null"), claims, " "),
                forged(Map.of("alg", "HS256", "kid", "x' UNION SELECT 'k"), claims, "k"),
                forged(Map.of("alg", "HS256", "jwk", Map.of("kty", "oct", "k", "a2V5")), claims, "key"),
                forged(Map.of("alg", "HS256", "jku", "http://127.0.0.1:1/keys"), claims, "key"),
                forged(Map.of("alg", "HS256"), claims.copy().put("exp", now() - 60), Edge.SECRET),
                forged(Map.of("alg", "HS256"), claims.copy().put("nbf", soon), Edge.SECRET),
                forged(Map.of("alg", "HS256"), claims.copy().putNull("exp"), Edge.SECRET),
                forged(Map.of("alg", "HS256"), claims.copy().put("exp", "never"), Edge.SECRET),
                forged(Map.of("alg", "HS256"), claims.copy().put("sub", "1 OR 1=1"), Edge.SECRET),
                forged(Map.of("alg", "HS256"), claims.copy().put("sub", 999_999), Edge.SECRET),
                forged(Map.of("alg", "HS256"), claims.copy().put("sid", "x"), Edge.SECRET),
                forged(Map.of("alg", "HS256"), claims.copy().put("sid", 5), Edge.SECRET),
                forged(Map.of("alg", "HS256"), new JsonObject().put("sub", "1").put("exp", soon), Edge.SECRET),
                "a.b.c",
                "..",
                ".",
                "eyJhbGciOiJIUzI1NiJ9",
                "%00.%00.%00",
                encoded("[]") + "..",
                encoded("[".repeat(3_000)) + ".e30.e30");
    }

    @ParameterizedTest
    @MethodSource("forgeries")
    void forged_isRefusedWhereverItIsSent(String token) {
        Reply byHeader = edge.get("/auth/me", token);
        Reply byCookie = edge.send(edge.request("/auth/me", null).header("Cookie", "session=" + token));

        assertThat(byHeader.status()).as("%s", byHeader).isEqualTo(401);
        assertThat(byCookie.status()).as("%s", byCookie).isEqualTo(401);
        assertThat(byHeader.body()).doesNotContain("Exception", "jwt", "signature", "sid");
    }

    /** Far over what a header may have; the answer is HTTP's own, and the connection is closed. */
    @Test
    void forged_megabytes_areNotReadToTheEnd() throws Exception {
        try (java.net.Socket socket = new java.net.Socket("127.0.0.1", edge.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write("GET /api/v1/auth/me HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ".getBytes());
            byte[] part = "A".repeat(1 << 14).getBytes();
            try {
                for (int i = 0; i < 64; i++) {
                    socket.getOutputStream().write(part);
                }
                String answer = new String(socket.getInputStream().readNBytes(12));
                assertThat(answer).isIn("HTTP/1.1 400", "HTTP/1.1 431", "HTTP/1.0 400");
            } catch (java.net.SocketException closed) {
                assertThat(closed).hasMessageMatching("(?i).*(broken pipe|reset|closed).*");
            }
        }
    }

    // --- foreign pages

    @ParameterizedTest
    @CsvSource({
        "GET, /auth/me, cross-site, 200",
        "GET, /stories/generate/stream?child_id=1&theme=space, cross-site, 403",
        "GET, /stories/generate/stream?child_id=1&theme=space, same-site, 403",
        "GET, /stories/generate/stream?child_id=1&theme=space, same-origin, 404",
        "GET, /stories/generate/stream?child_id=1&theme=space, none, 404",
        "POST, /auth/stream-ticket, cross-site, 403",
        "POST, /auth/stream-ticket, same-origin, 201",
        "DELETE, /auth/me, cross-site, 403",
        "POST, /stories/streams/7/pause, cross-site, 403",
        "DELETE, /stories/streams/7, same-site, 403",
    })
    void cookie_fromAForeignPage_startsAndWritesNothing(String method, String path, String site, int status) {
        Browser browser = Browser.signedUp("site" + System.nanoTime() + "@example.com");

        assertThat(browser.sendsCookie(method, path, "Sec-Fetch-Site", site).status())
                .isEqualTo(status);
    }

    @Test
    void header_fromAForeignPage_isNoForgery() {
        String token = edge.register("program@example.com");

        Reply reply = edge.send(edge.request("/auth/stream-ticket", token)
                .header("Sec-Fetch-Site", "cross-site")
                .POST(BodyPublishers.noBody()));

        assertThat(reply.status()).isEqualTo(201);
    }

    @Test
    void cookie_fromAPageAllowedByName_isTaken() {
        Browser browser = Browser.signedUp("friend@example.com");

        Reply reply = browser.sendsCookie(
                "POST", "/auth/stream-ticket", "Sec-Fetch-Site", "cross-site", "Origin", Edge.FRIENDLY_ORIGIN);

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo(Edge.FRIENDLY_ORIGIN);
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-Purpose, prefetch",
        "Sec-Purpose, prefetch;prerender",
        "Sec-Purpose, PREFETCH",
        "Purpose, prefetch",
        "X-Moz, prefetch",
        "X-Purpose, preview",
    })
    void guess_startsNothingAndUsesNoTicketUp(String header, String value) {
        String token = edge.register("guess" + System.nanoTime() + "@example.com");
        String ticket = edge.post("/auth/stream-ticket", token, null).json().getString("ticket");
        String path =
                "/stories/generate/stream?theme=space&child_id=" + edge.addChild(token, "Nova") + "&ticket=" + ticket;

        Reply guessed = edge.send(edge.request(path, null).header(header, value));
        Reply meant = edge.get(path, null);

        assertThat(guessed.status()).isEqualTo(403);
        assertThat(guessed.json().getString("code")).isEqualTo("PREFETCH_REFUSED");
        assertThat(meant.status()).isEqualTo(200);
    }

    @Test
    void answers_overTls_bindBrowsersToIt() {
        Reply byTls = edge.send(edge.request("/stories/themes", null).header("X-Forwarded-Proto", "https"));

        assertThat(byTls.header("Strict-Transport-Security")).startsWith("max-age=");
        assertThat(edge.get("/stories/themes", null).header("Strict-Transport-Security"))
                .isEmpty();
        assertThat(byTls.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(byTls.header("Referrer-Policy")).isEqualTo("no-referrer");
    }

    // --- too many tries

    private static Reply login(String email, String password) {
        return edge.post("/auth/login", null, credentials(email).put("password", password));
    }

    @ParameterizedTest
    @ValueSource(strings = {"guessed@example.com", "nobody-at-all@example.com"})
    void login_guessed_isSlowedDownAlikeWhetherTheAccountIsThere(String email) {
        edge.register("guessed" + (email.startsWith("nobody") ? "2" : "") + "@example.com");
        for (int i = 0; i < Edge.TRIES; i++) {
            assertThat(login(email, "wrong " + i).status()).isEqualTo(401);
        }

        Reply slowed = login(email.toUpperCase(java.util.Locale.ROOT), "long enough");

        assertThat(slowed.status()).isEqualTo(429);
        assertThat(slowed.json().getString("code")).isEqualTo("TOO_MANY_TRIES");
        assertThat(Integer.parseInt(slowed.header("Retry-After"))).isBetween(1, 60);
    }

    @Test
    void login_right_givesItsTryBack() {
        edge.register("frequent@example.com");

        for (int i = 0; i < 2 * Edge.TRIES; i++) {
            assertThat(login("frequent@example.com", "long enough").status()).isEqualTo(200);
        }
    }

    // --- look-alikes

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LOOKALIKE@EXAMPLE.COM",
                "ｌｏｏｋａｌｉｋｅ@example.com",
                "lookalike@EXAMPLE.com",
                "look\u200Balike@example.com",
                "lookalike\u00AD@example.com",
                "lookalike@exam\u2060ple.com",
                "\uFEFFlookalike@example.com",
            })
    void register_asALookAlike_isTheSameOrRefused(String email) {
        edge.post("/auth/register", null, credentials("lookalike@example.com"));

        assertThat(edge.post("/auth/register", null, credentials(email)).status())
                .isIn(409, 422);
    }
}
