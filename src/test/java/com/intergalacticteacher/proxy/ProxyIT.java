package com.intergalacticteacher.proxy;

import static com.intergalacticteacher.testing.TestObjects.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.testing.Decoding;
import com.intergalacticteacher.testing.Nginx;
import com.intergalacticteacher.testing.ScriptedUpstream;
import com.intergalacticteacher.testing.Server;
import com.intergalacticteacher.testing.SseStream;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A stream through a real nginx with the configuration of conf/nginx. That events come one by one is shown by what
 * causes what: the storyteller tells a token only once the viewer has seen the one before. The delays are printed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProxyIT {
    private static final int ROUND_TRIPS = 10;
    private static final UnaryOperator<String> AS_IT_IS = UnaryOperator.identity();
    private static final String COMPRESSING =
            "gzip on; gzip_types text/event-stream; proxy_set_header Accept-Encoding \"\"";

    @TempDir
    static Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClientAgent caller = vertx.createHttpClient();
    private ScriptedUpstream upstream;
    private volatile StoryTokens told;
    private Server server;
    private Nginx nginx;
    private Nginx compressing;

    @BeforeAll
    void start() throws Exception {
        upstream = await(ScriptedUpstream.start(vertx));
        upstream.then(exchange -> told.tell(exchange));
        server = Server.start(upstream, Map.of("STREAMING_COMPRESSION", "zstd,br,gzip", "LLM_TOKEN_TIMEOUT", "10s"));
        nginx = Nginx.start(folder, server.port(), AS_IT_IS);
        compressing = Nginx.start(folder, server.port(), conf -> conf.replace("gzip off", COMPRESSING));
    }

    @AfterAll
    void stop() {
        for (Nginx proxy : Arrays.asList(nginx, compressing)) {
            if (proxy != null) {
                proxy.close();
            }
        }
        if (server != null) {
            server.close();
        }
        await(vertx.close());
    }

    /** What a viewer has asked for, and the story as far as it was shown. */
    private final class Viewer {
        private final StoryTokens tokens;
        private final HttpClientAgent client;
        private final long[] delays = new long[StoryTokens.COUNT];
        private final StringBuilder story = new StringBuilder();
        private final Promise<Void> ended = Promise.promise();
        private volatile int seen;
        private volatile HttpVersion version;
        private volatile String coding;

        private Viewer(Nginx proxy, HttpVersion version, String theme, String accepted, StoryTokens tokens) {
            this.tokens = tokens;
            boolean isSecure = version == HttpVersion.HTTP_2;
            client = vertx.createHttpClient(new HttpClientOptions()
                    .setProtocolVersion(version)
                    .setSsl(isSecure)
                    .setUseAlpn(isSecure)
                    .setTrustAll(true)
                    .setVerifyHost(false));
            client.request(new RequestOptions()
                            .setMethod(HttpMethod.GET)
                            .setHost("127.0.0.1")
                            .setPort(isSecure ? proxy.tlsPort() : proxy.port())
                            .setURI("/api/v1/stories/generate/stream?child_id=" + server.childId() + "&theme=" + theme)
                            .putHeader("Authorization", "Bearer " + server.token())
                            .putHeader("Accept-Encoding", accepted))
                    // Inside: read later, an answer's first bytes would be gone.
                    .compose(request -> request.send().onSuccess(this::read))
                    .onFailure(ended::fail);
        }

        private void read(HttpClientResponse response) {
            version = response.request().version();
            coding = response.getHeader("Content-Encoding");
            if (response.statusCode() != 200) {
                ended.fail("status " + response.statusCode());
            }
            Decoding decoding = Decoding.of(coding);
            response.handler(bytes -> hear(decoding.next(bytes)));
            response.endHandler(v -> ended.tryComplete());
            response.exceptionHandler(ended::tryFail);
        }

        private void hear(String text) {
            story.append(text);
            while (seen < StoryTokens.COUNT && story.indexOf(StoryTokens.word(seen)) >= 0) {
                delays[seen] = tokens.sinceTold(seen);
                tokens.seen(seen++);
            }
        }

        Future<Void> ended() {
            return ended.future();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP_1_1, identity, false, ",
        "HTTP_2, identity, false, ",
        "HTTP_1_1, gzip, false, gzip",
        "HTTP_2, gzip, false, gzip",
        "HTTP_2, zstd, false, zstd",
        "HTTP_2, br, false, br",
        "HTTP_1_1, gzip, true, gzip",
        "HTTP_2, gzip, true, gzip",
    })
    void event_isSeenBeforeTheNextIsTold(HttpVersion version, String accepted, boolean isByProxy, String coding) {
        String theme = "walk" + version + accepted.length() + accepted.charAt(0) + isByProxy;
        StoryTokens tokens = new StoryTokens();
        told = tokens;

        Viewer viewer = new Viewer(
                isByProxy ? compressing : nginx, version, theme.toLowerCase().replace("_", ""), accepted, tokens);
        await(viewer.ended());

        assertThat(viewer.version).isEqualTo(version);
        assertThat(viewer.coding).isEqualTo(coding);
        assertThat(viewer.seen).as("of %s", viewer.story).isEqualTo(StoryTokens.COUNT);
        assertThat(viewer.story).contains("\"type\":\"complete\"");
        print(version + " " + accepted + (isByProxy ? " by the proxy" : ""), viewer.delays);
    }

    /**
     * As nginx buffers by itself, which speaks HTTP/1.0 upstream, and as it does where it compresses. Shown to be the
     * proxy's doing: another viewer, past it, has seen each token, and the proxy answers all the while.
     */
    @ParameterizedTest
    @CsvSource({"proxy_http_version 1.1, proxy_http_version 1.0, identity", "gzip off, " + COMPRESSING + ", gzip"})
    void event_bufferedByTheProxy_isNotSeenBeforeTheNextIsTold(String line, String instead, String accepted)
            throws Exception {
        StoryTokens tokens = new StoryTokens();
        told = tokens;
        UnaryOperator<String> buffering = conf -> conf.replace(
                        "proxy_buffering off;", "proxy_buffering on; proxy_ignore_headers X-Accel-Buffering;")
                .replace(line, instead);
        int late = 0;
        try (Nginx proxy = Nginx.start(folder, server.port(), buffering)) {
            String theme = "slowly" + accepted;
            int asked = upstream.requests();
            Viewer viewer = new Viewer(proxy, HttpVersion.HTTP_1_1, theme, accepted, new StoryTokens());
            await(upstream.exchange(asked));
            try (SseStream direct = server.generate(theme)) {
                StringBuilder shown = new StringBuilder();
                for (int n = 0; n < StoryTokens.COUNT; n++) {
                    while (shown.indexOf(StoryTokens.word(n)) < 0) {
                        shown.append(direct.until("content").stream()
                                .map(event -> event.data().getString("chunk", ""))
                                .collect(Collectors.joining()));
                    }
                    for (int i = 0; i < ROUND_TRIPS; i++) {
                        assertThat(roundTrip(proxy)).isEqualTo(200);
                    }
                    late += viewer.seen <= n ? 1 : 0;
                    tokens.seen(n);
                }
            }
            await(viewer.ended());
            assertThat(viewer.seen).isEqualTo(StoryTokens.COUNT);
        }
        assertThat(late).as("tokens not seen before the next was told").isEqualTo(StoryTokens.COUNT);
    }

    private int roundTrip(Nginx proxy) {
        return await(caller.request(HttpMethod.GET, proxy.port(), "127.0.0.1", "/openapi.yaml")
                .compose(request ->
                        request.send().compose(response -> response.body().map(body -> response.statusCode()))));
    }

    private static void print(String what, long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        System.out.printf(
                "through nginx, %s: token told to token seen %.1f ms in the middle, %.1f ms at most%n",
                what, sorted[sorted.length / 2] / 1e6, sorted[sorted.length - 1] / 1e6);
    }
}
