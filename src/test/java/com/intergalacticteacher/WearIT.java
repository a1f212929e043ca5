package com.intergalacticteacher;

import static com.intergalacticteacher.testing.TestObjects.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.testing.ScriptedUpstream;
import com.intergalacticteacher.testing.Server;
import com.intergalacticteacher.testing.SseStream;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Starts, drops, cancels, pauses and errors at random, told by a model that breaks off now and then: at the end every
 * place is given back. A share of them in every build; all ten thousand with {@code -Dwear.starts=10000}. Another course
 * of things with {@code -Dseed=…}.
 */
class WearIT {
    private static final int STARTS = Integer.getInteger("wear.starts", 250);
    private static final int AT_ONCE = 8;
    private static final int PLACES = 40;

    private static final long SEED = Long.getLong("seed", 7);

    private final Map<String, AtomicInteger> seen = new ConcurrentSkipListMap<>();
    private final AtomicInteger exchanges = new AtomicInteger();

    @Test
    void starts_howeverTheyEnd_giveEveryPlaceBack() throws Exception {
        long began = System.nanoTime();
        Vertx vertx = Vertx.vertx();
        HttpServer model =
                await(vertx.createHttpServer().requestHandler(this::tell).listen(0, "127.0.0.1"));
        try (Server server = Server.start(Map.of(
                "LLM_BASE_URL", "http://127.0.0.1:" + model.actualPort() + "/v1",
                "LLM_MODEL", "fickle",
                "STREAMING_TIMEOUT", "1s",
                "MAX_STREAMING_CONNECTIONS", String.valueOf(PLACES),
                "MAX_STREAMS_PER_USER", "12",
                "STREAM_STARTS_PER_MINUTE", "10000000"))) {
            ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE);
            IntStream.range(0, STARTS).forEach(i -> workers.execute(() -> wear(server, new Random(SEED + i), i)));
            workers.shutdown();
            assertThat(workers.awaitTermination(30, TimeUnit.MINUTES)).isTrue();

            Pool pool = PgBuilder.pool()
                    .connectingTo(server.database().connectOptions())
                    .using(vertx)
                    .build();
            awaitZero(pool, "SELECT count(*)::int FROM streams WHERE ended_at IS NULL");
            awaitZero(pool, "SELECT coalesce(sum(running_streams), 0)::int FROM parents");
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (!server.management("/metrics").body().contains("story_streams_open 0.0")) {
                assertThat(System.nanoTime()).as("open responses that stay").isLessThan(deadline);
            }
            System.out.printf(
                    "WearIT seed %d: %d starts in %d s: %s%n",
                    SEED, STARTS, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began), seen);
            assertThat(seen).containsKeys("complete", "error", "cancelled", "dropped");
            assertThat(seen.keySet()).noneMatch(what -> what.startsWith("5") && !what.equals("503"));
            for (int i = 0; i < PLACES + 1; i++) {
                SseStream stream = server.stream("/stories/generate/stream?theme=ocean&child_id=" + server.childId());
                assertThat(stream.status()).isEqualTo(200);
                stream.rest();
            }
            await(pool.close());
        } finally {
            await(vertx.close());
        }
    }

    /** Seven chapters of ten to the end; the others break off, or say nothing more. */
    private void tell(HttpServerRequest request) {
        Random random = new Random(SEED + exchanges.incrementAndGet());
        HttpServerResponse response =
                request.response().setChunked(true).putHeader("Content-Type", "text/event-stream");
        for (int k = random.nextInt(6); k >= 0; k--) {
            response.write(ScriptedUpstream.chunk("The wave came back. "));
        }
        switch (random.nextInt(10)) {
            case 0 -> request.connection().close();
            case 1 -> response.end("data: {\"choices\": 5}\n\n");
            case 2 -> {
                if (random.nextInt(8) > 0) {
                    response.end();
                } // else nothing more, until the time is up
            }
            default -> response.end("data: [DONE]\n\n");
        }
    }

    private static void awaitZero(Pool pool, String sql) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (await(pool.query(sql).execute()).iterator().next().getInteger(0) != 0) {
            assertThat(System.nanoTime()).as(sql).isLessThan(deadline);
        }
    }

    /** One child's visit; its theme is its own, so that nobody else's start is joined. */
    private void wear(Server server, Random random, int number) {
        String request = "/stories/generate/stream?child_id=" + server.childId() + "&theme=theme+" + number;
        if (random.nextInt(8) == 0) {
            counted(server.post(
                            "/stories/streams",
                            server.token(),
                            new JsonObject().put("child_id", server.childId()).put("story_id", number))
                    .statusCode());
            return;
        }
        try (SseStream stream = server.stream(request)) {
            counted(stream.status());
            if (stream.status() != 200) {
                return;
            }
            for (int k = random.nextInt(12); k > 0; k--) {
                stream.next();
            }
            end(server, stream, random);
        }
    }

    private void end(Server server, SseStream stream, Random random) {
        String path = "/stories/streams/" + stream.streamId();
        switch (random.nextInt(7)) {
            case 0, 1 ->
                stream.rest().forEach(event -> {
                    if (event.type().equals("complete") || event.type().equals("error")) {
                        counted(event.data().getString("error_code", "complete"));
                        counted(event.type());
                    }
                });
            case 2 -> cancel(server, path);
            case 3 -> {
                counted(server.post(path + "/pause", server.token(), null).statusCode());
                cancel(server, path);
            }
            case 4 -> {
                counted(server.post(path + "/pause", server.token(), null).statusCode());
                counted(server.post(path + "/resume", server.token(), null).statusCode());
            }
            default -> counted("dropped"); // in the middle: the chapter is told to nobody, and saved
        }
    }

    private void cancel(Server server, String path) {
        counted(server.delete(path, server.token()).statusCode());
        counted("cancelled");
    }

    private void counted(Object what) {
        seen.computeIfAbsent(String.valueOf(what), fresh -> new AtomicInteger()).incrementAndGet();
    }
}
