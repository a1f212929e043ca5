package com.intergalacticteacher.http;

import static com.intergalacticteacher.testing.TestObjects.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PagesTest {
    private static final Vertx vertx = Vertx.vertx();
    private static final HttpClient client = HttpClient.newHttpClient();
    private static HttpServer server;

    @BeforeAll
    static void serve() {
        Asset index = Asset.of(
                "/index.html",
                "plain".getBytes(StandardCharsets.UTF_8),
                Map.of("br", Buffer.buffer("br"), "gzip", Buffer.buffer("gzip")));
        Router router = Router.router(vertx);
        router.route().handler(new Pages(Map.of("/index.html", index)));
        server = await(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
    }

    @AfterAll
    static void stop() {
        await(vertx.close());
    }

    /** Each content is the name of its encoding. */
    @ParameterizedTest
    @CsvSource({
        "'gzip, deflate, br', br",
        "'gzip, br;q=0', gzip",
        "'gzip;q=0, br;q=0.000', plain",
        "'gzip, br; q=0.5', br",
        "GZIP, gzip",
        "zstd, plain",
        "'', plain",
        ", plain",
    })
    void handle_severalEncodings_answersByTheBestThatIsAccepted(String accepted, String expected) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + "/"));
        if (accepted != null) {
            request.header("Accept-Encoding", accepted);
        }

        HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());

        assertThat(response.body()).isEqualTo(expected);
        assertThat(response.headers().firstValue("Content-Encoding").orElse("plain"))
                .isEqualTo(expected);
    }
}
