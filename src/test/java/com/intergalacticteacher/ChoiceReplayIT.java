package com.intergalacticteacher;

import static com.intergalacticteacher.testing.ScriptedUpstream.done;
import static com.intergalacticteacher.testing.ScriptedUpstream.finish;
import static com.intergalacticteacher.testing.ScriptedUpstream.text;
import static com.intergalacticteacher.testing.TestObjects.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.testing.ScriptedUpstream;
import com.intergalacticteacher.testing.Server;
import com.intergalacticteacher.testing.SseStream;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One choice, sent again and again while its chapter is told, while it ends, and afterwards. */
class ChoiceReplayIT {
    private static final int REPLAYS = 1_000;
    private static final int AT_ONCE = 16;
    private static final int CHAPTERS = 4;
    private static final String TAIL = "\n\n===CHOICES===\n{\"title\":\"The Sea\",\"choice_question\":\"Where to?\","
            + "\"choices\":[\"Up\",\"Down\"],\"educational_elements\":[\"courage\"]}";

    /** No limit is in the way: it is the choice itself that is good once. */
    private static Server start(ScriptedUpstream upstream, String startsPerMinute) {
        return Server.start(
                upstream, Map.of("MAX_STREAMS_PER_USER", "50", "STREAM_STARTS_PER_MINUTE", startsPerMinute));
    }

    private static long firstChapter(Server server) {
        try (SseStream stream = server.generate("ocean")) {
            List<SseStream.Event> events = stream.rest();
            return events.get(events.size() - 1).data().getJsonObject("story").getLong("story_id");
        }
    }

    private static JsonObject choice(Server server, long story) {
        return new JsonObject()
                .put("child_id", server.childId())
                .put("story_id", story)
                .put("choice", 1);
    }

    @Test
    void choice_replayed_isToldOnce() throws Exception {
        Vertx vertx = Vertx.vertx();
        ScriptedUpstream upstream = await(ScriptedUpstream.start(vertx));
        List<Promise<Void>> signals =
                Stream.generate(Promise::<Void>promise).limit(CHAPTERS).toList();
        signals.get(0).complete();
        signals.forEach(signal -> upstream.then(
                text("Once."), ScriptedUpstream.await(signal.future()), text(TAIL), finish("stop"), done()));
        try (Server server = start(upstream, "10000000")) {
            long story = firstChapter(server);
            for (int chapter = 2; chapter <= CHAPTERS; chapter++) {
                JsonObject wanted = choice(server, story).put("chapter_number", chapter);

                List<HttpResponse<String>> answers = replay(server, wanted, signals.get(chapter - 1));

                assertThat(answers)
                        .extracting(HttpResponse::statusCode)
                        .contains(200)
                        .isSubsetOf(201, 200, 409);
                assertThat(answers).extracting(HttpResponse::statusCode).containsOnlyOnce(201);
                assertThat(answers.stream()
                                .filter(answer -> answer.statusCode() != 409)
                                .map(answer -> Server.json(answer).getLong("stream_id"))
                                .distinct())
                        .hasSize(1);
                awaitChapters(server, story, chapter);
                assertThat(server.post("/stories/streams", server.token(), wanted)
                                .statusCode())
                        .isEqualTo(409);
                assertThat(upstream.requests()).as("paid for").isEqualTo(chapter);
            }
        } finally {
            await(vertx.close());
        }
    }

    /** The chapter ends somewhere in the middle of them. */
    private static List<HttpResponse<String>> replay(Server server, JsonObject wanted, Promise<Void> end)
            throws Exception {
        ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE);
        AtomicInteger answered = new AtomicInteger();
        List<Future<HttpResponse<String>>> sent = IntStream.range(0, REPLAYS)
                .mapToObj(i -> workers.submit(() -> {
                    HttpResponse<String> answer = server.post("/stories/streams", server.token(), wanted);
                    if (answered.incrementAndGet() == REPLAYS / 2) {
                        end.complete();
                    }
                    return answer;
                }))
                .toList();
        workers.shutdown();
        List<HttpResponse<String>> answers = new ArrayList<>();
        for (Future<HttpResponse<String>> answer : sent) {
            answers.add(answer.get());
        }
        return answers;
    }

    private static void awaitChapters(Server server, long story, int chapters) {
        long deadline = System.nanoTime() + 30_000_000_000L;
        while (Server.json(server.get("/stories/" + story, server.token()))
                        .getJsonArray("chapters")
                        .size()
                < chapters) {
            assertThat(System.nanoTime()).isLessThan(deadline);
        }
    }

    /** Without its number each chapter is the next one, and the start rate is what bounds them. */
    @Test
    void choice_replayedWithoutAChapterNumber_isBoundedByTheStartRate() throws Exception {
        Vertx vertx = Vertx.vertx();
        ScriptedUpstream upstream = await(ScriptedUpstream.start(vertx));
        upstream.then(text("Once." + TAIL), finish("stop"), done());
        try (Server server = start(upstream, "5")) {
            JsonObject wanted = choice(server, firstChapter(server));

            List<HttpResponse<String>> answers = replay(server, wanted, Promise.promise());

            assertThat(answers)
                    .extracting(HttpResponse::statusCode)
                    .contains(429)
                    .isSubsetOf(201, 200, 409, 429);
            assertThat(upstream.requests()).isBetween(2, 6);
        } finally {
            await(vertx.close());
        }
    }
}
