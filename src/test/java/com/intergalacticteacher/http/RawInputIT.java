package com.intergalacticteacher.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.testing.Output;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The port as somebody finds it who speaks no HTTP, speaks it badly, or speaks it very slowly. Other noise with
 * {@code -Dseed=…}, more of it with {@code -Draw.sockets=…}.
 */
class RawInputIT {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final int SOCKETS = Integer.getInteger("raw.sockets", 300);
    private static final long SEED = Long.getLong("seed", 11);

    private static Edge edge;
    private static Output output;

    @BeforeAll
    static void start() {
        output = new Output();
        edge = new Edge();
    }

    /** Nobody's noise is worth a line of the log, let alone a stack trace. */
    @AfterAll
    static void stop() {
        edge.close();
        output.close();
        assertThat(output.text()).doesNotContain("\tat ", "Exception", " ERROR ", "failed");
    }

    /** All that is answered until the server closes, which it must: the client keeps its end open. */
    private static String untilClosed(Socket socket) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(answer);
        } catch (SocketTimeoutException e) {
            throw new AssertionError("neither answered nor closed: " + answer, e);
        } catch (SocketException closed) {
            // A reset is a close, too.
        }
        return answer.toString(StandardCharsets.ISO_8859_1);
    }

    private static Socket connect() throws IOException {
        Socket socket = new Socket("127.0.0.1", edge.port());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private static void assertHarmless(String answer, String why) {
        assertThat(answer)
                .as(why)
                .doesNotContainPattern("HTTP/1\\.[01] 5(?!01)") // 501 is said of versions that HTTP does not have
                .doesNotContain("Exception", "\tat ", "io.vertx", "netty");
    }

    private static void assertStillWell() {
        assertThat(edge.get("/stories/themes", null).status()).isEqualTo(200);
    }

    @Test
    void randomBytes_areRefusedAndLetGo() throws Exception {
        Random random = new Random(SEED);
        long before = used();
        for (int i = 0; i < SOCKETS; i++) {
            byte[] bytes = mangled(random);
            try (Socket socket = connect()) {
                write(socket, bytes);
                socket.shutdownOutput();
                assertHarmless(untilClosed(socket), "seed " + SEED + ", socket " + i);
            }
        }
        assertStillWell();
        assertThat(used() - before).as("bytes that stay").isLessThan(32L << 20);
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static void write(Socket socket, byte[] bytes) throws IOException {
        try {
            socket.getOutputStream().write(bytes);
        } catch (SocketException closed) {
            // Refused before it was all sent.
        }
    }

    private static final List<String> LINES = List.of(
            "GET /api/v1/stories/themes HTTP/1.1\r\nHost: x\r\n\r\n",
            "POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}",
            "POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\u0004\0\0\0\0\0",
            "OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n");

    /** A request with some bytes changed, dropped, doubled or added; or nothing but noise. */
    private static byte[] mangled(Random random) {
        if (random.nextInt(5) == 0) {
            byte[] noise = new byte[random.nextInt(2_000)];
            random.nextBytes(noise);
            return noise;
        }
        StringBuilder text = new StringBuilder(LINES.get(random.nextInt(LINES.size())));
        for (int k = random.nextInt(8); k >= 0; k--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(4)) {
                case 0 -> text.setCharAt(at, (char) random.nextInt(256));
                case 1 -> text.deleteCharAt(at);
                case 2 -> text.insert(at, text.substring(at, Math.min(text.length(), at + 20)));
                default -> text.insert(at, "\r\n".repeat(random.nextInt(3)) + (char) random.nextInt(256));
            }
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/v1/stories/themes HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n",
                "GET /api/v1/stories/themes HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
                "POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n\u00fd\r\n",
                "POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "GET  /api HTTP/1.1\r\n\r\n",
                "GET /api/v1/\u0000 HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET http://[::1 HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /../../etc/passwd HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /api/v1/stories/themes HTTP/9.9\r\nHost: x\r\n\r\n",
                "CONNECT x:80 HTTP/1.1\r\nHost: x\r\n\r\n",
                "TRACE /api/v1/stories/themes HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
            })
    void badFraming_isRefused(String request) throws Exception {
        try (Socket socket = connect()) {
            write(socket, request.getBytes(StandardCharsets.ISO_8859_1));

            String answer = untilClosed(socket);

            assertHarmless(answer, request);
            assertThat(answer).doesNotContain("HTTP/1.1 200", "root:");
        }
    }

    @Test
    void head_neverFinished_isLetGo() throws Exception {
        try (Socket socket = connect()) {
            drip(socket, "GET /api/v1/stories/themes HTTP/1.1\r\nX-Slow: ");
        }
        assertStillWell();
    }

    @Test
    void nothingSent_isLetGo() throws Exception {
        try (Socket socket = connect()) {
            assertThat(untilClosed(socket)).isEmpty();
        }
    }

    @Test
    void body_neverFinished_isAnsweredAndLetGo() throws Exception {
        try (Socket socket = connect()) {
            String answer = drip(
                    socket,
                    "POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                            + "Content-Length: 60000\r\n\r\n{\"email\":\"");

            assertThat(answer).startsWith("HTTP/1.1 408").contains("TOO_SLOW");
        }
    }

    /** A byte now and then, which keeps the connection from being idle, until the server has had enough. */
    private static String drip(Socket socket, String beginning) throws IOException {
        socket.setSoTimeout(100);
        OutputStream out = socket.getOutputStream();
        out.write(beginning.getBytes(StandardCharsets.ISO_8859_1));
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        while (System.nanoTime() < deadline) {
            try {
                int read = socket.getInputStream().read();
                if (read < 0) {
                    return answer.toString(StandardCharsets.ISO_8859_1);
                }
                answer.write(read);
            } catch (SocketTimeoutException silent) {
                try {
                    out.write('a');
                } catch (SocketException closed) {
                    return answer.toString(StandardCharsets.ISO_8859_1);
                }
            } catch (SocketException closed) {
                return answer.toString(StandardCharsets.ISO_8859_1);
            }
        }
        throw new AssertionError("still waited for");
    }

    @Test
    void answers_afterOneAnother_areNotTakenForSlow() throws Exception {
        try (Socket socket = connect()) {
            String request = "GET /api/v1/stories/themes HTTP/1.1\r\nHost: x\r\n";
            socket.getOutputStream().write((request + "\r\n").repeat(20).getBytes());
            socket.getOutputStream().write((request + "Connection: close\r\n\r\n").getBytes());

            assertThat(untilClosed(socket).split("HTTP/1.1 200", -1)).hasSize(22);
        }
    }

    @Test
    void body_tooLarge_isRefused() throws Exception {
        try (Socket socket = connect()) {
            write(
                    socket,
                    ("POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                                    + "Content-Length: 1000000\r\n\r\n" + "a".repeat(200_000))
                            .getBytes());

            assertThat(untilClosed(socket)).startsWith("HTTP/1.1 413");
        }
    }

    /** In a path, a query, and both; each is the sender's fault, and none of the log's business. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%zz",
                "/%",
                "/%4",
                "/%e2%zz",
                "/api/v1/children/%zz",
                "/api/v1/stories/%",
                "/assets/%zz.js",
                "/api/v1/stories/streams/%zz?token=%zz",
                "/api/v1/children/1?x=%zz",
            })
    void percentEncoding_broken_isRefusedWithoutALine(String path) throws Exception {
        int before = output.text().length();
        try (Socket socket = connect()) {
            write(socket, ("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n").getBytes(StandardCharsets.US_ASCII));

            assertThat(untilClosed(socket)).startsWith("HTTP/1.1 400").contains("MALFORMED");
        }
        assertThat(output.text().substring(before)).isEmpty();
    }

    /** A flood of resets needs HTTP/2, which nobody is given in clear: neither at once nor by an upgrade. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "GET /api/v1/stories/themes HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings, close\r\n"
                        + "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n",
            })
    void http2_inClear_isNotSpoken(String request) throws Exception {
        try (Socket socket = connect()) {
            write(socket, request.getBytes(StandardCharsets.ISO_8859_1));

            assertThat(untilClosed(socket)).startsWith("HTTP/").doesNotContain("101 Switching");
        }
        assertStillWell();
    }
}
