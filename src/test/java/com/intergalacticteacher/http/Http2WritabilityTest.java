package com.intergalacticteacher.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many responses at once over one HTTP/2 connection, each alone larger than its buffer or not. */
class Http2WritabilityTest {
    private static final int RESPONSES = 50;
    private static final String PASSWORD = "for this test";

    @TempDir
    private Path folder;

    private Vertx vertx;

    @BeforeEach
    void start() {
        vertx = Vertx.vertx();
    }

    @AfterEach
    void stop() throws Exception {
        await(vertx.close());
    }

    @ParameterizedTest
    @ValueSource(ints = {20_000, 90_000, 300_000})
    void responsesOfOneConnection_moreThanItsBufferHolds_allArrive(int bytes) throws Exception {
        int port = serve(Buffer.buffer(new byte[bytes]));
        HttpClient client = client();

        List<Future<Integer>> lengths = Stream.generate(() -> client.request(HttpMethod.GET, port, "localhost", "/")
                        .compose(request -> request.send().compose(HttpClientResponse::body))
                        .map(Buffer::length))
                .limit(RESPONSES)
                .toList();

        await(Future.all(lengths));
        await(client.close());
        assertThat(lengths).extracting(Future::result).containsOnly(bytes);
    }

    private int serve(Buffer body) throws Exception {
        HttpServer server = vertx.createHttpServer(
                        new HttpServerOptions().setSsl(true).setUseAlpn(true).setKeyCertOptions(selfSigned()))
                .connectionHandler(Http2Writability::opened)
                .requestHandler(request -> request.response().end(body));
        return await(server.listen(0, "localhost")).actualPort();
    }

    private HttpClient client() {
        HttpClientOptions options = new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_2)
                // As a browser's: wide enough for the server's buffer to be what fills up.
                .setInitialSettings(new Http2Settings().setInitialWindowSize(6 << 20))
                .setHttp2ConnectionWindowSize(15 << 20)
                .setSsl(true)
                .setUseAlpn(true)
                .setTrustAll(true)
                .setVerifyHost(false);
        return vertx.createHttpClient(options, new PoolOptions().setHttp2MaxSize(1));
    }

    private PfxOptions selfSigned() throws IOException, InterruptedException {
        Path store = folder.resolve("key.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        return new PfxOptions().setPath(store.toString()).setPassword(PASSWORD);
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
}
