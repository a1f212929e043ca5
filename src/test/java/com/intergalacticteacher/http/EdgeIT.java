package com.intergalacticteacher.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.http.Edge.Reply;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EdgeIT {
    private static Edge edge;

    @BeforeAll
    static void start() {
        edge = new Edge();
    }

    @AfterAll
    static void stop() {
        edge.close();
    }

    private static void assertProblem(Reply reply, int status, String code) {
        assertThat(reply.status()).as("%s", reply).isEqualTo(status);
        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(reply.json().getString("code")).isEqualTo(code);
    }

    @Test
    void contract_isServedAsYaml() throws Exception {
        HttpResponse<String> reply = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + edge.port() + "/openapi.yaml"))
                                .build(),
                        BodyHandlers.ofString());

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.headers().firstValue("Content-Type")).contains("application/yaml");
        assertThat(reply.body()).startsWith("openapi: 3.1");
    }

    /** It would have answered: so it was not asked, and nobody waits for one that is not there. */
    @ParameterizedTest
    @ValueSource(
            strings = {"/children", "/stories", "/stories/streams/1", "/stories/generate/stream?child_id=1&theme=space"
            })
    void outage_ofTheDatabase_isToldWithoutAskingIt(String path) {
        edge.databaseIsThere(false);
        try {
            Reply reply = edge.get(path, null);
            assertProblem(reply, 503, "UNAVAILABLE");
            assertThat(reply.header("Retry-After")).isEqualTo("2");
        } finally {
            edge.databaseIsThere(true);
        }
        assertProblem(edge.get(path, null), 401, "SIGN_IN_REQUIRED");
    }

    @Test
    void path_unknown_isNotFound() {
        assertProblem(edge.get("/nothing", null), 404, "NOT_FOUND");
        assertProblem(edge.get("", null), 404, "NOT_FOUND");
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, /children, 'GET, POST'",
        "PUT, /children/1, 'DELETE, GET, PATCH'",
        "GET, /auth/login, POST",
        "POST, /stories/themes, GET",
    })
    void method_thatThePathDoesNotHave_isRefusedWithThoseItHas(String method, String path, String allowed) {
        Reply reply = edge.send(method, path, null, null);

        assertProblem(reply, 405, "METHOD_NOT_ALLOWED");
        assertThat(reply.header("Allow")).isEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/children/%zz", "/children?limit=%zz", "/stories?limit=%", "/stories/streams/7?token=%zz"})
    void percentEncoding_broken_isMalformed(String path) {
        String answer = raw("GET /api/v1" + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 40");
        assertThat(answer).doesNotContain("Exception", "at io.vertx");
    }

    @Test
    void percentEncoding_brokenInTheQuery_isAProblem() {
        String token = edge.register("percent@example.com");

        String answer = raw("GET /api/v1/stories?limit=%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                + "Authorization: Bearer " + token + "\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json", "MALFORMED");
    }

    @Test
    void requestLine_tooLong_isRefused() {
        String answer = raw("GET /api/v1/stories?theme=" + "a".repeat(20_000)
                + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.").contains(" 400 ", "application/problem+json", "MALFORMED");
    }

    /** Everything the server says to these bytes until it closes. */
    private static String raw(String request) {
        NetClient client = edge.vertx().createNetClient();
        Future<String> answer = client.connect(edge.port(), "127.0.0.1")
                .compose(socket -> {
                    Future<Buffer> all = all(socket);
                    return socket.write(request).compose(written -> all);
                })
                .map(Buffer::toString);
        return Edge.await(answer.eventually(client::close));
    }

    private static Future<Buffer> all(NetSocket socket) {
        return socket.collect(
                java.util.stream.Collector.of(Buffer::buffer, Buffer::appendBuffer, Buffer::appendBuffer));
    }

    @Test
    void answers_tellBrowsersToBeCareful() {
        Reply reply = edge.get("/stories/themes", null);

        assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
        assertThat(reply.header("Content-Security-Policy")).contains("default-src 'none'");
    }

    /** Whatever is served there, or not. */
    @ParameterizedTest
    @ValueSource(strings = {"/", "/sign-in", "/assets/none.js", "/nothing"})
    void pages_tellBrowsersToRunNothingElse(String path) throws Exception {
        HttpResponse<String> reply = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + edge.port() + path))
                                .build(),
                        BodyHandlers.ofString());

        assertThat(reply.headers().allValues("Content-Security-Policy"))
                .singleElement()
                .asString()
                .contains("default-src 'self'", "object-src 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe", "*");
        assertThat(reply.headers().firstValue("X-Frame-Options")).contains("DENY");
        assertThat(reply.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(reply.headers().firstValue("Referrer-Policy")).contains("no-referrer");
    }

    private static Reply from(String origin, String method) {
        return edge.send(edge.request("/stories/themes", null)
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "GET")
                .method(method, HttpRequest.BodyPublishers.noBody()));
    }

    @Test
    void origin_ofOurOwn_isLetIn() {
        assertThat(from("http://127.0.0.1:" + edge.port(), "GET").status()).isEqualTo(200);
        assertThat(from("https://127.0.0.1:" + edge.port(), "GET").status()).isEqualTo(200);
    }

    @Test
    void origin_allowed_isLetInAndTold() {
        Reply preflight = from(Edge.FRIENDLY_ORIGIN, "OPTIONS");
        Reply reply = from(Edge.FRIENDLY_ORIGIN, "GET");

        assertThat(preflight.status()).isEqualTo(204);
        assertThat(preflight.header("Access-Control-Allow-Headers")).contains("Last-Event-ID");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo(Edge.FRIENDLY_ORIGIN);
        assertThat(reply.header("Vary")).isEqualToIgnoringCase("origin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://evil.example", "null", "http://127.0.0.1:1", "::::", "https://friendly.example.evil"})
    void origin_foreign_isRefused(String origin) {
        Reply reply = from(origin, "GET");

        assertProblem(reply, 403, "ORIGIN_REFUSED");
        assertThat(reply.header("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void failure_unexpected_tellsNothingOfTheInside() {
        String token = edge.register("broken@example.com");
        Edge.await(edge.pool().query("ALTER TABLE children RENAME TO hidden").execute());
        try {
            Reply reply = edge.get("/children", token);

            assertProblem(reply, 500, "INTERNAL");
            assertThat(reply.body()).doesNotContain("children", "relation", "Exception");
        } finally {
            Edge.await(
                    edge.pool().query("ALTER TABLE hidden RENAME TO children").execute());
        }
    }

    @Test
    void requests_manyAtOnce_areEachAnsweredTheirOwn() {
        String token = edge.register("many@example.com");
        List<Long> ids = java.util.stream.LongStream.range(0, 20)
                .map(i -> edge.addChild(token, "Nova"))
                .boxed()
                .toList();

        List<JsonObject> found = ids.parallelStream()
                .map(id -> edge.get("/children/" + id, token).json())
                .toList();

        assertThat(found).extracting(child -> child.getLong("id")).isEqualTo(ids);
    }
}
