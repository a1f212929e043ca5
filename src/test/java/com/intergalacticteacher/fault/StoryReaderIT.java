package com.intergalacticteacher.fault;

import static com.intergalacticteacher.testing.TestObjects.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The reader that the faults are judged by, against a server that misbehaves. */
class StoryReaderIT {
    private final Vertx vertx = Vertx.vertx();
    private final List<HttpServerRequest> requests = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        await(vertx.close());
    }

    /** It comes late, when its viewer has long asked again: the next connection brings it, and it counts but once. */
    @Test
    void reader_ofASilentConnection_asksAgainAndShowsNothingOfTheFormer() {
        HttpServer server = serve(request -> {
            if (requests.size() == 1) {
                tell(request.response(), 1, 3);
            } else {
                tell(requests.get(0).response(), 4, 6);
                tell(request.response(), 4, 5);
                vertx.setTimer(20, id -> tell(request.response(), 6, 6));
            }
        });
        StoryReader reader = read(server);

        await(reader.when(() -> reader.story().seq() == 6));
        assertThat(requests).hasSizeGreaterThan(1);
        assertThat(requests.get(0).getHeader("Last-Event-ID")).isNull();
        assertThat(requests.get(1).getHeader("Last-Event-ID")).isEqualTo("7:3");
        assertThat(reader.story().text()).isEqualTo("123456");
        assertThat(reader.story().repeated()).isZero();
        assertThat(reader.story().lost()).isZero();
    }

    @Test
    void reader_ofAConnectionThatBreaks_goesOnAfterItsCursor() {
        HttpServer server = serve(request -> {
            int from = 2 * requests.size() - 1;
            tell(request.response(), from, from + 1);
            if (requests.size() < 4) {
                vertx.setTimer(20, id -> request.connection().close());
            }
        });
        StoryReader reader = read(server);

        await(reader.when(() -> reader.story().seq() == 8));
        assertThat(reader.connections()).isEqualTo(4);
        assertThat(reader.story().text()).isEqualTo("12345678");
        assertThat(reader.story().repeated() + reader.story().lost()).isZero();
    }

    private StoryReader read(HttpServer server) {
        return new StoryReader(vertx, vertx.createHttpClient(), server::actualPort, "token", 7, Duration.ofSeconds(2))
                .open();
    }

    private HttpServer serve(Consumer<HttpServerRequest> onRequest) {
        return await(vertx.createHttpServer()
                .requestHandler(request -> {
                    requests.add(request);
                    request.response().exceptionHandler(gone -> {}).setChunked(true);
                    onRequest.accept(request);
                })
                .listen(0, "127.0.0.1"));
    }

    private static void tell(HttpServerResponse response, int from, int to) {
        for (int seq = from; seq <= to; seq++) {
            response.write("id: 7:" + seq + "\ndata: {\"type\":\"content\",\"chunk\":\"" + seq + "\",\"offset\":"
                    + (seq - 1) + "}\n\n");
        }
    }
}
