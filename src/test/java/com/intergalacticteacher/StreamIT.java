package com.intergalacticteacher;

import static com.intergalacticteacher.testing.ScriptedUpstream.await;
import static com.intergalacticteacher.testing.ScriptedUpstream.done;
import static com.intergalacticteacher.testing.ScriptedUpstream.end;
import static com.intergalacticteacher.testing.ScriptedUpstream.finish;
import static com.intergalacticteacher.testing.ScriptedUpstream.reset;
import static com.intergalacticteacher.testing.ScriptedUpstream.status;
import static com.intergalacticteacher.testing.ScriptedUpstream.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.testing.ScriptedUpstream;
import com.intergalacticteacher.testing.Server;
import com.intergalacticteacher.testing.SseStream;
import com.intergalacticteacher.testing.SseStream.Event;
import com.intergalacticteacher.testing.TestObjects;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The stream as a viewer sees it: over real HTTP, from the real journal, told by a scripted model. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StreamIT {
    private static final List<String> SEED_ORDER = List.of(
            "node workflow started",
            "node generate_content started",
            "content",
            "node generate_content completed",
            "node safety_check started",
            "safety_check",
            "node safety_check completed",
            "metadata",
            "complete");

    private final Vertx vertx = Vertx.vertx();
    private ScriptedUpstream upstream;
    private Server server;

    @BeforeEach
    void start() {
        upstream = TestObjects.await(ScriptedUpstream.start(vertx));
        server = Server.start(upstream, Map.of("STREAMING_TIMEOUT", "20s", "LLM_TOKEN_TIMEOUT", "10s"));
    }

    @AfterEach
    void stop() {
        server.close();
        TestObjects.await(upstream.close());
    }

    @AfterAll
    void close() {
        TestObjects.await(vertx.close());
    }

    @Test
    void generateStream_newStory_isTheSeedsEventsInTheSeedsOrder() {
        upstream.then(text("Once upon"), text(" a time."), finish("stop"), done());
        try (SseStream stream = server.generate("friendship")) {
            List<Event> events = stream.rest();

            assertThat(stream.status()).isEqualTo(200);
            assertThat(stream.header("Content-Type")).isEqualTo("text/event-stream");
            assertThat(stream.header("Cache-Control")).isEqualTo("no-cache, no-transform");
            assertThat(stream.header("X-Accel-Buffering")).isEqualTo("no");
            assertThat(stream.fields()).singleElement().asString().startsWith("retry: ");
            assertThat(order(events)).isEqualTo(SEED_ORDER);
            assertThat(events).extracting(Event::seq).isEqualTo(oneTo(events.size()));
            JsonObject story = last(events).data().getJsonObject("story");
            assertThat(story.getString("story_content")).isEqualTo("Once upon a time.");
            assertThat(SseStream.story(events)).isEqualTo(story.getString("story_content"));
            assertThat(story.getBoolean("success")).isTrue();
            assertThat(story.getLong("stream_id")).isEqualTo(stream.streamId());
            assertThat(percents(events)).isSorted().endsWith(100);
        }
    }

    @Test
    void createStream_thenAttach_replaysFromTheBeginning() {
        upstream.then(text("Once."), finish("stop"), done());
        HttpResponse<String> created = server.post("/stories/streams", server.token(), newStream("ocean"));
        assertThat(created.statusCode()).isEqualTo(201);
        String url = created.headers().firstValue("Location").orElseThrow();

        try (SseStream stream = server.stream(url.substring("/api/v1".length()))) {
            assertThat(order(stream.rest())).isEqualTo(SEED_ORDER);
        }
    }

    @Test
    void createStream_sameRequestWhileRunning_joins() {
        Promise<Void> goOn = Promise.promise();
        upstream.then(text("Once."), await(goOn.future()), finish("stop"), done());
        HttpResponse<String> first = server.post("/stories/streams", server.token(), newStream("ocean"));
        HttpResponse<String> second = server.post("/stories/streams", server.token(), newStream("ocean"));
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.headers().firstValue("Location"))
                .isEqualTo(first.headers().firstValue("Location"));

        try (SseStream one = server.generate("ocean");
                SseStream two = server.generate("ocean")) {
            goOn.complete();
            List<Event> seen = one.rest();
            assertThat(two.rest()).isEqualTo(seen);
            assertThat(upstream.requests()).isEqualTo(1);
        }
    }

    @Test
    void attach_withACursorInTheMiddle_goesOnAfterIt() {
        upstream.then(text("Once."), finish("stop"), done());
        List<Event> all;
        try (SseStream stream = server.generate("ocean")) {
            all = stream.rest();
        }
        for (Event seen : all.subList(0, all.size() - 1)) {
            try (SseStream again = server.stream(
                    "/stories/generate/stream?child_id=" + server.childId() + "&theme=ocean",
                    "Last-Event-ID",
                    seen.id())) {
                assertThat(again.rest()).isEqualTo(all.subList(seen.seq(), all.size()));
            }
        }
        assertThat(upstream.requests()).isEqualTo(1);
    }

    @Test
    void attach_withACursorAtTheEndOrOfNoStream_isNoContent() {
        upstream.then(text("Once."), finish("stop"), done());
        Event last;
        try (SseStream stream = server.generate("ocean")) {
            last = last(stream.rest());
        }
        String generate = "/stories/generate/stream?child_id=" + server.childId() + "&theme=ocean";
        assertNoContent(generate + "&last_event_id=" + last.id());
        assertNoContent(generate + "&last_event_id=999999:5");
        assertNoContent("/stories/streams/1?last_event_id=" + last.id());
        String other = server.signUp("other@example.com");
        assertThat(server.get("/stories/streams/1", other).statusCode()).isEqualTo(404);
        assertThat(upstream.requests()).isEqualTo(1);
    }

    @Test
    void attach_withAMalformedOrForeignCursor_ignoresIt() {
        upstream.then(text("Once."), finish("stop"), done());
        int events;
        try (SseStream stream = server.generate("ocean")) {
            events = stream.rest().size();
        }
        for (String cursor : List.of("nonsense", "2:1", "1:-1", "1:99999999999", "")) {
            try (SseStream again = server.stream("/stories/streams/1?last_event_id=" + cursor)) {
                assertThat(again.rest()).as(cursor).hasSize(events);
            }
        }
    }

    @Test
    void open_beforeTheFirstToken_hasACursorAndHeartbeats() {
        server.close();
        server = Server.start(upstream, Map.of("STREAM_HEARTBEAT", "1s"));
        Promise<Void> goOn = Promise.promise();
        upstream.then(await(goOn.future()), text("Once."), finish("stop"), done());
        try (SseStream stream = server.generate("ocean")) {
            assertThat(stream.comment()).startsWith(":");
            assertThat(stream.lastId()).startsWith(stream.streamId() + ":");
            goOn.complete();
            assertThat(last(stream.rest()).type()).isEqualTo("complete");
        }
    }

    @Test
    void end_storytellerOutOfReach_isOneError() {
        upstream.then(status(401, Map.of()), end());
        assertEndsWith("STORYTELLER_UNAVAILABLE");
    }

    @Test
    void end_storytellerBreaksOff_isOneErrorAfterItsWords() {
        upstream.then(text("Once upon a time"), reset());
        try (SseStream stream = server.generate("ocean")) {
            List<Event> events = stream.rest();
            assertThat(SseStream.story(events)).isEqualTo("Once upon a time");
            assertThat(last(events).data().getString("error_code")).isEqualTo("WORKFLOW_ERROR");
            assertThat(terminals(events)).isEqualTo(1);
        }
    }

    @Test
    void end_tooLong_isATimeoutAndFreesTheUpstream() {
        server.close();
        server = Server.start(upstream, Map.of("STREAMING_TIMEOUT", "1s"));
        upstream.then(text("Once"), await(Promise.<Void>promise().future()), done());
        assertEndsWith("TIMEOUT");
        TestObjects.await(TestObjects.await(upstream.exchange(0)).gone().future());
    }

    @Test
    void cancelStream_whileTelling_endsItForAllAndFreesTheUpstream() {
        upstream.then(text("Once"), await(Promise.<Void>promise().future()), done());
        try (SseStream one = server.generate("ocean");
                SseStream two = server.generate("ocean")) {
            one.until("content");
            String path = "/stories/streams/" + one.streamId();
            assertThat(server.delete(path, server.token()).statusCode()).isEqualTo(204);
            assertThat(last(one.rest()).data().getString("error_code")).isEqualTo("CANCELLED");
            assertThat(last(two.rest()).data().getString("error_code")).isEqualTo("CANCELLED");
            assertThat(server.delete(path, server.token()).statusCode()).isEqualTo(204);
            assertThat(server.post(path + "/pause", server.token(), null).statusCode())
                    .isEqualTo(409);
        }
        TestObjects.await(TestObjects.await(upstream.exchange(0)).gone().future());
    }

    @Test
    void pauseStream_thenResume_isToldToAllAndLosesNothing() {
        Promise<Void> goOn = Promise.promise();
        upstream.then(text("Once"), await(goOn.future()), text(" more."), finish("stop"), done());
        try (SseStream stream = server.generate("ocean")) {
            stream.until("content");
            String path = "/stories/streams/" + stream.streamId();
            assertThat(server.post(path + "/pause", server.token(), null).statusCode())
                    .isEqualTo(204);
            assertThat(stream.until("node")).last().extracting(Event::name).isEqualTo("node generate_content paused");
            goOn.complete();
            assertThat(server.post(path + "/resume", server.token(), null).statusCode())
                    .isEqualTo(204);
            List<Event> rest = stream.rest();
            assertThat(rest.get(0).name()).isEqualTo("node generate_content resumed");
            assertThat(last(rest).data().getJsonObject("story").getString("story_content"))
                    .isEqualTo("Once more.");
        }
    }

    @Test
    void generateStream_nobodyReading_isSavedAllTheSame() {
        Promise<Void> goOn = Promise.promise();
        upstream.then(text("Once"), await(goOn.future()), text(" more."), finish("stop"), done());
        long streamId;
        try (SseStream stream = server.generate("ocean")) {
            stream.until("content");
            streamId = stream.streamId();
        }
        goOn.complete();
        try (SseStream later = server.stream("/stories/streams/" + streamId)) {
            assertThat(last(later.rest()).type()).isEqualTo("complete");
        }
        JsonObject stories = Server.json(server.get("/stories", server.token()));
        assertThat(stories.getJsonArray("stories")).hasSize(1);
    }

    @Test
    void chapterTwo_byChoice_followsTheFirst() {
        upstream.then(text("Once. ===CHOICES===\n"), finish("stop"), done());
        try (SseStream stream = server.generate("ocean")) {
            JsonObject first = last(stream.rest()).data().getJsonObject("story");
            HttpResponse<String> outOfOrder = server.post(
                    "/stories/streams",
                    server.token(),
                    newStream("ocean")
                            .put("story_id", first.getLong("story_id"))
                            .put("chapter_number", 3));
            assertThat(outOfOrder.statusCode()).isEqualTo(409);
            assertThat(outOfOrder.body()).contains("chapter_number");
            upstream.then(text("Twice."), finish("stop"), done());
            try (SseStream next = server.stream("/stories/generate/stream?child_id=" + server.childId()
                    + "&theme=ocean&chapter_number=2&custom_user_input=dive%20deeper&story_id="
                    + first.getLong("story_id"))) {
                JsonObject second = last(next.rest()).data().getJsonObject("story");
                assertThat(second.getInteger("chapter_number")).isEqualTo(2);
                assertThat(second.getLong("story_id")).isEqualTo(first.getLong("story_id"));
            }
            JsonObject story = Server.json(server.get("/stories/" + first.getLong("story_id"), server.token()));
            assertThat(story.getJsonArray("chapters")).hasSize(2);
        }
    }

    private void assertEndsWith(String code) {
        try (SseStream stream = server.generate("ocean")) {
            List<Event> events = stream.rest();
            assertThat(last(events).data().getString("error_code")).isEqualTo(code);
            assertThat(terminals(events)).isEqualTo(1);
        }
    }

    private void assertNoContent(String path) {
        HttpResponse<String> response = server.get(path, server.token());
        assertThat(response.statusCode()).as(path).isEqualTo(204);
        assertThat(response.body()).isEmpty();
    }

    private JsonObject newStream(String theme) {
        return new JsonObject().put("child_id", server.childId()).put("theme", theme);
    }

    /** Without progress, and runs of content taken as one. */
    private static List<String> order(List<Event> events) {
        List<String> names = events.stream()
                .map(Event::name)
                .filter(name -> !name.equals("progress"))
                .toList();
        return IntStream.range(0, names.size())
                .filter(i -> i == 0 || !names.get(i).equals(names.get(i - 1)))
                .mapToObj(names::get)
                .toList();
    }

    private static List<Integer> percents(List<Event> events) {
        return events.stream()
                .filter(event -> event.type().equals("progress"))
                .map(event -> event.data().getJsonObject("progress").getInteger("percent"))
                .toList();
    }

    private static long terminals(List<Event> events) {
        return events.stream()
                .filter(event -> event.type().equals("complete") || event.type().equals("error"))
                .count();
    }

    private static List<Integer> oneTo(int last) {
        return IntStream.rangeClosed(1, last).boxed().toList();
    }

    private static Event last(List<Event> events) {
        return events.get(events.size() - 1);
    }
}
