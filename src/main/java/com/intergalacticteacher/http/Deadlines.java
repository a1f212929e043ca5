package com.intergalacticteacher.http;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Lets go of whoever sends a request drop by drop, which keeps a connection from ever being idle. Only sending has a
 * deadline: an answer may stay open for as long as there is something to say. Used on the HTTP verticle's context.
 */
final class Deadlines {
    private final long timeout;
    private final long idle;
    /** By the client's address: an upgrade to HTTP/2 makes another connection of the same socket. */
    private final Map<SocketAddress, Waiting> connections = new HashMap<>();

    /**
     * @param timeout from connecting to the first request's head, and from any request's head to its end
     * @param idle from one answer to the next request's head
     */
    Deadlines(Duration timeout, Duration idle) {
        this.timeout = timeout.toNanos();
        this.idle = idle.toNanos();
    }

    private record Sent(HttpServerRequest request, long at) {
        boolean isAnswered() {
            return request.isEnded()
                    && (request.response().ended() || request.response().closed());
        }
    }

    private static final class Waiting {
        private final HttpConnection connection;
        private final List<Sent> open = new ArrayList<>();
        private long since = System.nanoTime();
        private long patience;

        private Waiting(HttpConnection connection, long patience) {
            this.connection = connection;
            this.patience = patience;
        }
    }

    void opened(HttpConnection connection) {
        Waiting waiting = new Waiting(connection, timeout);
        connections.put(connection.remoteAddress(), waiting);
        connection.closeHandler(v -> connections.remove(connection.remoteAddress(), waiting));
    }

    void begun(HttpServerRequest request) {
        Waiting waiting = connections.get(request.remoteAddress());
        if (waiting != null) {
            waiting.open.removeIf(Sent::isAnswered);
            waiting.open.add(new Sent(request, System.nanoTime()));
        }
    }

    /** To be called about once a second. */
    void check() {
        List.copyOf(connections.values()).forEach(waiting -> check(waiting, System.nanoTime()));
    }

    private void check(Waiting waiting, long now) {
        waiting.open.removeIf(Sent::isAnswered);
        if (!waiting.open.isEmpty()) {
            waiting.since = now;
            waiting.patience = idle;
            List.copyOf(waiting.open).stream()
                    .filter(sent -> !sent.request().isEnded() && now - sent.at() > timeout)
                    .forEach(sent -> letGo(waiting.connection, sent.request()));
        } else if (now - waiting.since > waiting.patience) {
            waiting.connection.close();
        }
    }

    private static void letGo(HttpConnection connection, HttpServerRequest request) {
        HttpServerResponse response = request.response();
        if (request.version() == HttpVersion.HTTP_2) {
            response.reset();
        } else if (response.headWritten()) {
            connection.close();
        } else {
            response.putHeader(HttpHeaders.CONNECTION, "close");
            response.endHandler(v -> connection.close());
            Failures.end(response, Problem.of(ProblemCode.TOO_SLOW, "It did not arrive whole in time."));
        }
    }
}
