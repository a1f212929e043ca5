package com.intergalacticteacher;

import static com.intergalacticteacher.testing.TestObjects.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.testing.Server;
import com.intergalacticteacher.testing.SseStream;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Starts, drops, cancels, pauses and errors at random: at the end every place is given back. A share of them in every
 * build; all ten thousand with {@code -Dwear.starts=10000}. The seed is printed, and taken from {@code -Dseed=…}.
 */
class WearIT {
    private static final int STARTS = Integer.getInteger("wear.starts", 250);
    private static final int AT_ONCE = 8;
    private static final int PLACES = 40;

    private final AtomicInteger faults = new AtomicInteger();
    private final AtomicInteger told = new AtomicInteger();

    @Test
    void starts_howeverTheyEnd_giveEveryPlaceBack() throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("WearIT seed " + seed);
        Vertx vertx = Vertx.vertx();
        try (Server server = Server.start(Map.of(
                "MAX_STREAMING_CONNECTIONS", String.valueOf(PLACES),
                "MAX_STREAMS_PER_USER", "6",
                "STREAM_STARTS_PER_MINUTE", "10000000"))) {
            ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE);
            IntStream.range(0, STARTS).forEach(i -> workers.execute(() -> wear(server, new Random(seed + i), i)));
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
            assertThat(faults).as("answers of 500").hasValue(0);
            assertThat(told.get()).as("chapters told to their end").isPositive();
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
        switch (random.nextInt(6)) {
            case 0 -> {
                stream.rest();
                told.incrementAndGet();
            }
            case 1 -> counted(server.delete(path, server.token()).statusCode());
            case 2 -> {
                counted(server.post(path + "/pause", server.token(), null).statusCode());
                counted(server.delete(path, server.token()).statusCode());
            }
            case 3 -> {
                counted(server.post(path + "/pause", server.token(), null).statusCode());
                counted(server.post(path + "/resume", server.token(), null).statusCode());
            }
            default -> {
                // Dropped in the middle: the chapter is told to nobody, and saved.
            }
        }
    }

    private void counted(int status) {
        if (status == 500) {
            faults.incrementAndGet();
        }
    }
}
