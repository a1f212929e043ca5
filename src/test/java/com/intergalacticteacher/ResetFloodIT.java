package com.intergalacticteacher;

import static com.intergalacticteacher.testing.TestObjects.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.testing.Certificate;
import com.intergalacticteacher.testing.Server;
import com.intergalacticteacher.testing.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpConnectOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HTTP/2 under TLS: whoever opens streams only to reset them is let go, and a crowd that leaves is not. */
class ResetFloodIT {
    private static final int FLOODS = 8;
    private static final int RESETS = 3_000;
    private static final int WAVES = 3;
    private static final int WAVE = 100;

    private static final int RST_STREAM = 3;
    private static final int GOAWAY = 7;
    private static final int ENHANCE_YOUR_CALM = 11;

    @TempDir
    static Path folder;

    private static Certificate certificate;
    private static Application application;
    private static HttpClient client;
    private static String token;
    private static long child;

    @BeforeAll
    static void start() throws Exception {
        certificate = Certificate.make(folder);
        application = await(Application.start(AppConfig.read(
                Map.of(
                        "HTTP_HOST",
                        "127.0.0.1",
                        "HTTP_PORT",
                        "0",
                        "MANAGEMENT_PORT",
                        "0",
                        "HTTP_TLS_CERT",
                        certificate.certificate().toString(),
                        "HTTP_TLS_KEY",
                        certificate.key().toString(),
                        "DATABASE_URL",
                        TestDatabase.createUri(),
                        "JWT_SECRET",
                        Server.JWT_SECRET,
                        "BUILTIN_TOKENS_PER_SECOND",
                        "2"),
                Path.of("target", "no-configuration"))));
        client = HttpClient.newBuilder().sslContext(certificate.trusting()).build();
        token = post(
                        "/auth/register",
                        new JsonObject().put("email", "mia@example.com").put("password", "long enough"))
                .getString("access_token");
        child = post("/children", new JsonObject().put("name", "Mia").put("age", 7))
                .getLong("id");
    }

    @AfterAll
    static void stop() {
        await(application.close());
    }

    private static URI uri(String path) {
        return URI.create("https://127.0.0.1:" + application.port() + "/api/v1" + path);
    }

    private static JsonObject post(String path, JsonObject body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).header("Content-Type", "application/json");
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return new JsonObject(
                client.send(request.POST(BodyPublishers.ofString(body.encode())).build(), BodyHandlers.ofString())
                        .body());
    }

    private static void assertServesOthers() throws Exception {
        HttpResponse<String> answer =
                client.send(HttpRequest.newBuilder(uri("/stories/themes")).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
    }

    @Test
    void resets_thousands_closeTheConnection_andLeaveNothingBehind() throws Exception {
        assertThat(flood()).isTrue();
        long before = used();

        for (int i = 0; i < FLOODS; i++) {
            assertThat(flood()).as("let go").isTrue();
        }

        assertServesOthers();
        assertThat(used() - before).as("bytes that stay").isLessThan(32L << 20);
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** By hand, since a proper client would not: a request and its reset at once, over and over. Whether it was let go. */
    private static boolean flood() throws Exception {
        try (SSLSocket socket =
                (SSLSocket) certificate.trusting().getSocketFactory().createSocket("127.0.0.1", application.port())) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {"h2"});
            socket.setSSLParameters(parameters);
            socket.setSoTimeout(20_000);
            socket.startHandshake();
            assertThat(socket.getApplicationProtocol()).isEqualTo("h2");
            try {
                socket.getOutputStream().write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().write(frame(4, 0, 0, new byte[0]));
                for (int i = 0; i < RESETS; i++) {
                    socket.getOutputStream().write(requestAndReset(2 * i + 1));
                }
                return isLetGo(socket.getInputStream().readAllBytes());
            } catch (SocketException closed) {
                return true;
            }
        }
    }

    private static byte[] requestAndReset(int stream) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        head.write(0x82); // :method GET
        head.write(0x87); // :scheme https
        head.write(literal(0x04, "/api/v1/stories/themes")); // :path
        head.write(literal(0x01, "127.0.0.1")); // :authority
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.write(frame(1, 0x5, stream, head.toByteArray()));
        both.write(frame(RST_STREAM, 0, stream, new byte[] {0, 0, 0, 8}));
        return both.toByteArray();
    }

    private static byte[] literal(int name, String value) {
        return Buffer.buffer()
                .appendByte((byte) name)
                .appendByte((byte) value.length())
                .appendString(value)
                .getBytes();
    }

    private static byte[] frame(int type, int flags, int stream, byte[] content) {
        return Buffer.buffer()
                .appendMedium(content.length)
                .appendByte((byte) type)
                .appendByte((byte) flags)
                .appendInt(stream)
                .appendBytes(content)
                .getBytes();
    }

    /** Whether there is a GOAWAY among these frames that says why. */
    private static boolean isLetGo(byte[] answer) {
        Buffer frames = Buffer.buffer(answer);
        for (int at = 0; at + 9 <= frames.length(); at += 9 + frames.getUnsignedMedium(at)) {
            if (frames.getByte(at + 3) == GOAWAY) {
                return frames.getInt(at + 13) == ENHANCE_YOUR_CALM;
            }
        }
        return false;
    }

    /** A gateway brings many readers in one connection; when they all close the page, the others stay. */
    @Test
    void readers_hundredsThatLeaveAtOnce_areNoFlood() throws Exception {
        long stream = post(
                        "/stories/streams",
                        new JsonObject().put("child_id", child).put("theme", "space"))
                .getLong("stream_id");
        Vertx vertx = Vertx.vertx();
        // Held to the end: a client that nobody refers to any more is closed when the collector finds it.
        HttpClientAgent readersClient = vertx.createHttpClient(new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setSsl(true)
                .setUseAlpn(true)
                .setTrustAll(true)
                .setVerifyHost(false));
        try {
            HttpClientConnection connection = await(readersClient.connect(
                    new HttpConnectOptions().setHost("127.0.0.1").setPort(application.port())));
            Promise<Void> closed = Promise.promise();
            connection.closeHandler(v -> closed.complete());
            HttpClientRequest stays = await(read(connection, stream));
            for (int wave = 0; wave < WAVES; wave++) {
                List<Future<HttpClientRequest>> readers = IntStream.range(0, WAVE - 1)
                        .mapToObj(i -> read(connection, stream))
                        .toList();
                await(Future.all(readers));
                readers.forEach(reader -> reader.result().reset(8));
            }

            await(read(connection, stream)).reset(8);
            assertThat(closed.future().isComplete()).isFalse();
            assertThat(await(stays.response()).statusCode()).isEqualTo(200);
            assertServesOthers();
        } finally {
            await(readersClient.close());
            await(vertx.close());
        }
    }

    /** A reader who has seen the first bytes. */
    private static Future<HttpClientRequest> read(HttpClientConnection connection, long stream) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setURI("/api/v1/stories/streams/" + stream)
                .putHeader("Authorization", "Bearer " + token);
        return connection
                .request(options)
                .compose(request -> request.send().compose(response -> {
                    Promise<HttpClientRequest> seen = Promise.promise();
                    response.handler(bytes -> seen.tryComplete(request));
                    response.exceptionHandler(seen::tryFail);
                    return seen.future();
                }));
    }
}
