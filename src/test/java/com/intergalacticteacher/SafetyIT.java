package com.intergalacticteacher;

import static com.intergalacticteacher.testing.ScriptedUpstream.await;
import static com.intergalacticteacher.testing.ScriptedUpstream.done;
import static com.intergalacticteacher.testing.ScriptedUpstream.finish;
import static com.intergalacticteacher.testing.ScriptedUpstream.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.testing.ScriptedModerator;
import com.intergalacticteacher.testing.ScriptedUpstream;
import com.intergalacticteacher.testing.Server;
import com.intergalacticteacher.testing.SseStream;
import com.intergalacticteacher.testing.SseStream.Event;
import com.intergalacticteacher.testing.TestObjects;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a child never sees, whoever tells it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SafetyIT {
    private final Vertx vertx = Vertx.vertx();
    private ScriptedUpstream upstream;
    private Server server;

    @BeforeEach
    void start() {
        upstream = TestObjects.await(ScriptedUpstream.start(vertx));
        server = Server.start(upstream, Map.of());
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
    void unfitPhrase_inAnyTokens_isCutBackAndToldOn() {
        upstream.then(text("The fox ran. Then it said sh"), text("it and"), text(" left."), finish("stop"), done());
        upstream.then(text(" It found a friend."), finish("stop"), done());
        try (SseStream stream = server.generate("ocean")) {
            List<Event> events = stream.rest();

            assertThat(SseStream.story(events)).isEqualTo("The fox ran. It found a friend.");
            assertThat(events).noneMatch(event -> event.data().encode().contains("sh it"));
            assertThat(events).noneMatch(event -> event.data().encode().contains("shit"));
            assertThat(last(events).type()).isEqualTo("complete");
            JsonObject again =
                    TestObjects.await(TestObjects.await(upstream.exchange(1)).body());
            assertThat(again.encode()).contains("The fox ran.").doesNotContain("shit");
        }
        JsonObject cut = cuts(server.token(), 1).getJsonObject(0);
        assertThat(cut.getInteger("position")).isEqualTo("The fox ran.".length());
        assertThat(cut.getString("text")).startsWith(" Then it said shit");
        assertThat(cut.getString("by")).isEqualTo("screen");
        assertThat(cut.getString("category")).isNotEmpty();
        assertThat(server.get("/stories/1", server.token()).body())
                .contains("The fox ran. It found a friend.")
                .doesNotContain("shit", "Then it said");
    }

    /** Found only when the chapter is at its end: a letter could have followed. */
    @Test
    void unfitPhrase_asTheLastWord_isCutBackAndToldOn() {
        upstream.then(text("The fox ran. Then it said dick"), finish("stop"), done());
        upstream.then(text(" It found a friend."), finish("stop"), done());
        try (SseStream stream = server.generate("ocean")) {
            List<Event> events = stream.rest();
            assertThat(last(events).type()).isEqualTo("complete");
            assertThat(SseStream.story(events)).isEqualTo("The fox ran. It found a friend.");
            assertThat(upstream.requests()).isEqualTo(2);
        }
        assertThat(server.management("/metrics").body())
                .contains("safety_verdicts_total{by=\"screen\",verdict=\"rejected\"} 1.0")
                .contains("safety_verdicts_total{by=\"screen\",verdict=\"approved\"} 1.0");
    }

    @Test
    void unfitPhrase_threeTimes_endsKindly() {
        upstream.then(text("The fox said shit. "), finish("stop"), done());
        try (SseStream stream = server.generate("ocean")) {
            List<Event> events = stream.rest();
            assertThat(last(events).data().getString("error_code")).isEqualTo("UNSAFE_CONTENT");
            assertThat(last(events).data().getString("message")).doesNotContain("shit");
            assertThat(upstream.requests()).isEqualTo(3);
        }
        assertThat(Server.json(server.get("/stories", server.token())).getJsonArray("stories"))
                .isEmpty();
    }

    @Test
    void cuts_ofSomebodyElsesStory_areLikeNone() {
        upstream.then(text("The fox ran."), finish("stop"), done());
        try (SseStream stream = server.generate("ocean")) {
            stream.rest();
        }
        String other = server.signUp("other@example.com");
        assertThat(server.get("/stories/1/cuts", other).statusCode()).isEqualTo(404);
        assertThat(server.get("/stories/1/cuts", other).body().replace("1", "9"))
                .isEqualTo(server.get("/stories/9/cuts", other).body());
    }

    @Test
    void unfitInput_isRefusedByNameAndStartsNothing() {
        JsonObject wanted = new JsonObject()
                .put("child_id", server.childId())
                .put("theme", "shit")
                .put("title", "A fine day")
                .put("custom_user_input", "call me on 0171 555 0199 now");
        JsonObject problem = Server.json(server.post("/stories/streams", server.token(), wanted));
        assertThat(problem.getInteger("status")).isEqualTo(422);
        assertThat(problem.getString("code")).isEqualTo("UNSAFE_INPUT");
        assertThat(problem.getJsonArray("errors").stream().map(e -> ((JsonObject) e).getString("field")))
                .containsExactly("theme", "custom_user_input");
        assertThat(upstream.requests()).isZero();
    }

    @Test
    void moderator_youngChild_seesASentenceOnceItIsApproved() {
        try (ScriptedModerator moderator = withModerator("wolf")) {
            Promise<Void> goOn = Promise.promise();
            upstream.then(
                    text("The fox ran. "),
                    text("The wolf bit it. Then"),
                    await(goOn.future()),
                    text(" it ran."),
                    finish("stop"),
                    done());
            upstream.then(text(" It found a friend."), finish("stop"), done());
            try (SseStream stream = server.generate("ocean")) {
                List<Event> events = stream.rest();
                assertThat(events).noneMatch(event -> event.data().encode().contains("wolf"));
                assertThat(SseStream.story(events)).isEqualTo("The fox ran. It found a friend.");
                assertThat(moderator.judged()).contains("The fox ran. ", "The wolf bit it. ");
                assertThat(safety(events).getDouble("score")).isEqualTo(0.99);
            }
            goOn.complete();
            JsonObject cut = cuts(server.token(), 1).getJsonObject(0);
            assertThat(cut.getString("by")).isEqualTo("moderator");
            assertThat(cut.getString("category")).isEqualTo("violence");
        }
    }

    @Test
    void moderator_olderChild_seesItAtOnceAndItIsTakenBackInWords() {
        Promise<Void> verdicts = Promise.promise();
        try (ScriptedModerator moderator = with(new ScriptedModerator(vertx, "wolf", verdicts.future()))) {
            long older = server.addChild(server.token(), "Ben", 12);
            Promise<Void> goOn = Promise.promise();
            upstream.then(
                    text("The fox ran. "), text("The wolf bit it. Then"), await(goOn.future()), text(" x."), done());
            upstream.then(text(" It found a friend."), finish("stop"), done());
            try (SseStream stream = server.stream("/stories/generate/stream?theme=ocean&child_id=" + older)) {
                List<Event> events = new ArrayList<>();
                while (!SseStream.story(events).contains("wolf")) {
                    events.add(stream.next());
                }
                verdicts.complete();
                events.addAll(stream.rest());
                Event revision = events.stream()
                        .filter(event -> event.type().equals("revision"))
                        .findFirst()
                        .orElseThrow();
                assertThat(revision.data().getInteger("keep")).isEqualTo("The fox ran.".length());
                assertThat(SseStream.story(events)).isEqualTo("The fox ran. It found a friend.");
                assertThat(last(events).data().getJsonObject("story").getString("story_content"))
                        .isEqualTo("The fox ran. It found a friend.");
                assertThat(moderator.judged()).isNotEmpty();
            }
            goOn.complete();
        }
    }

    @Test
    void moderator_unfitChoice_leavesTheChoicesOut() {
        try (ScriptedModerator moderator = withModerator("wolf")) {
            String ending = "{\"title\":\"Mia\",\"choice_question\":\"And now?\",\"choices\":[\"Pet the wolf\"]}";
            upstream.then(text("The fox ran. \n===CHOICES===\n" + ending), finish("stop"), done());
            try (SseStream stream = server.generate("ocean")) {
                List<Event> events = stream.rest();
                assertThat(events).noneMatch(event -> event.data().encode().contains("wolf"));
                JsonObject story = last(events).data().getJsonObject("story");
                assertThat(story.getJsonArray("choices")).isEmpty();
                assertThat(story.getString("title")).isEqualTo("ocean");
                assertThat(moderator.judged()).noneMatch(judged -> judged.contains("Mia"));
            }
        }
    }

    @Test
    void moderator_outOfReach_countsAsRefusal() {
        ScriptedModerator gone = new ScriptedModerator(vertx, "wolf");
        gone.close();
        restart(Map.of("MODERATION_BASE_URL", gone.base().toString()));
        upstream.then(text("The fox ran."), finish("stop"), done());
        try (SseStream stream = server.generate("ocean")) {
            List<Event> events = stream.rest();
            assertThat(SseStream.story(events)).isEmpty();
            assertThat(last(events).data().getString("error_code")).isEqualTo("UNSAFE_CONTENT");
        }
    }

    private ScriptedModerator withModerator(String word) {
        return with(new ScriptedModerator(vertx, word));
    }

    private ScriptedModerator with(ScriptedModerator moderator) {
        restart(Map.of("MODERATION_BASE_URL", moderator.base().toString(), "MODERATION_TIMEOUT", "30s"));
        return moderator;
    }

    private void restart(Map<String, String> settings) {
        server.close();
        server = Server.start(upstream, settings);
    }

    private io.vertx.core.json.JsonArray cuts(String token, long storyId) {
        return Server.json(server.get("/stories/" + storyId + "/cuts", token)).getJsonArray("cuts");
    }

    private static JsonObject safety(List<Event> events) {
        return events.stream()
                .filter(event -> event.type().equals("safety_check"))
                .findFirst()
                .orElseThrow()
                .data();
    }

    private static Event last(List<Event> events) {
        return events.get(events.size() - 1);
    }
}
