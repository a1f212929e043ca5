package com.intergalacticteacher.http;

import com.intergalacticteacher.http.sse.SseConnections;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Listens, and holds the open responses. Several of them share a port, each on an event loop of its own. */
public final class HttpVerticle extends VerticleBase {
    /** In bytes: a token, a title and a child's idea, percent-encoded, all fit into one URL. */
    private static final int MAX_REQUEST_LINE = 16 * 1024;

    /** In seconds; a stream that is read is never silent for so long, since comments keep it alive. */
    private static final int MAX_SILENCE = 75;

    /** Of one HTTP/2 connection at once: a gateway may bring a whole node's viewers over a few. */
    private static final int MAX_STREAMS = 1_000;

    private static final int ACCEPT_BACKLOG = 4_096;

    /** Of one HTTP/2 connection in a window: a gateway's whole school may leave at once, and no more than that. */
    private static final int MAX_RESETS = 1_000;

    /** In seconds. */
    private static final int RESET_WINDOW = 30;

    private static final long CHECK_MILLIS = 1_000;

    private static final Pattern NO_ENCODING = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    private final HttpConfig config;
    private final Duration requestTimeout;
    private final Supplier<SseConnections> connections;
    private final Function<SseConnections, Api> api;
    private @Nullable SseConnections open;
    private @Nullable HttpServer server;

    /** Both functions are called on the verticle's context, which what they make belongs to. */
    public HttpVerticle(
            HttpConfig config,
            Duration requestTimeout,
            Supplier<SseConnections> connections,
            Function<SseConnections, Api> api) {
        this.config = config;
        this.requestTimeout = requestTimeout;
        this.connections = connections;
        this.api = api;
    }

    @Override
    public Future<?> start() {
        SseConnections open = connections.get();
        this.open = open;
        Router router = api.apply(open).router(vertx);
        Deadlines deadlines = new Deadlines(requestTimeout, Duration.ofSeconds(MAX_SILENCE));
        vertx.setPeriodic(CHECK_MILLIS, id -> deadlines.check());
        server = vertx.createHttpServer(options())
                .invalidRequestHandler(Failures::refuseUnreadable)
                .connectionHandler(connection -> {
                    Http2Writability.opened(connection);
                    deadlines.opened(connection);
                })
                .requestHandler(request -> {
                    deadlines.begun(request);
                    if (isReadable(request)) {
                        router.handle(request);
                    } else {
                        Failures.refuseUnreadable(request);
                    }
                });
        return server.listen(config.port(), config.host());
    }

    /** Sends the viewers elsewhere before the port is closed. */
    @Override
    public Future<?> stop() {
        return Objects.requireNonNull(open)
                .drain()
                .compose(v -> Objects.requireNonNull(server).close());
    }

    /** Netty passes on what merely looks like a request line; the router then fails, and tells the log the whole URL. */
    private static boolean isReadable(HttpServerRequest request) {
        String path = request.path();
        try {
            request.params();
        } catch (IllegalArgumentException e) {
            return false;
        }
        return request.authority() != null
                && path != null
                && path.startsWith("/")
                && path.chars().allMatch(c -> c > ' ' && c < 0x7f)
                && !NO_ENCODING.matcher(path).find();
    }

    private HttpServerOptions options() {
        HttpServerOptions options = new HttpServerOptions()
                .setTcpNoDelay(true)
                // Responses are written on their own loop alone, so each needs no queue of 4 kB between threads.
                .setStrictThreadMode(true)
                // Who is gone without a word acknowledges no heartbeat; by itself the kernel tries for a quarter of an
                // hour.
                .setTcpUserTimeout(MAX_SILENCE * 1_000)
                // There are no web sockets here, and what could compress them would stay with every connection.
                .setPerMessageWebSocketCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setAcceptBacklog(ACCEPT_BACKLOG)
                .setMaxInitialLineLength(MAX_REQUEST_LINE)
                // In clear no browser speaks HTTP/2, and before it is known to be spoken no deadline counts.
                .setHttp2ClearTextEnabled(config.hasClearTextHttp2())
                .setInitialSettings(new Http2Settings().setMaxConcurrentStreams(MAX_STREAMS))
                .setHttp2RstFloodMaxRstFramePerWindow(MAX_RESETS)
                .setHttp2RstFloodWindowDuration(RESET_WINDOW)
                .setHttp2RstFloodWindowDurationTimeUnit(TimeUnit.SECONDS)
                .setIdleTimeout(MAX_SILENCE)
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
        HttpConfig.Certificate certificate = config.certificate();
        return certificate == null ? options : secured(options, certificate);
    }

    /** ALPN offers HTTP/2, whose one connection holds a stream for every tab; HTTP/1.1 holds six. */
    private static HttpServerOptions secured(HttpServerOptions options, HttpConfig.Certificate certificate) {
        return options.setSsl(true)
                .setUseAlpn(true)
                .setKeyCertOptions(new PemKeyCertOptions()
                        .setCertPath(certificate.chain().toString())
                        .setKeyPath(certificate.key().toString()));
    }

    /** The port it listens on, once started. */
    public int port() {
        return Objects.requireNonNull(server).actualPort();
    }
}
