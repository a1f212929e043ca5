package com.intergalacticteacher.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.http.Edge.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

class LibraryIT {
    private static Edge edge;
    private static int parents;
    private String token;
    private long child;

    @BeforeAll
    static void start() {
        edge = new Edge();
    }

    @AfterAll
    static void stop() {
        edge.close();
    }

    @BeforeEach
    void newParent(TestInfo test) {
        token = edge.register("parent" + parents++ + "@example.com");
        child = edge.addChild(token, "Nova");
    }

    private long told(int chapters) {
        long story = TestStories.story(edge.pool(), child);
        for (int number = 1; number <= chapters; number++) {
            TestStories.chapter(edge.pool(), story, number, number == 1 ? null : 2, null);
        }
        return story;
    }

    private List<Long> ids(Reply page) {
        return page.json().getJsonArray("stories").stream()
                .map(story -> ((JsonObject) story).getLong("id"))
                .toList();
    }

    @Test
    void listStories_givesTheNewestFirst_pageByPage() {
        long first = told(1);
        long second = told(2);
        long third = told(1);

        Reply page = edge.get("/stories?limit=2", token);
        Reply next = edge.get("/stories?limit=2&before=" + page.json().getLong("next"), token);

        assertThat(ids(page)).containsExactly(third, second);
        assertThat(ids(next)).containsExactly(first);
        assertThat(next.json().getValue("next")).isNull();
        assertThat(next.json().containsKey("next")).isTrue();
        JsonObject story = page.json().getJsonArray("stories").getJsonObject(1);
        assertThat(story.getInteger("chapters")).isEqualTo(2);
        assertThat(story.getString("title")).isEqualTo("Title 1");
        assertThat(story.getLong("child_id")).isEqualTo(child);
        assertThat(story.getValue("stream")).isNull();
        assertThat(story.getString("created_at")).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
    }

    @Test
    void listStories_ofAChild_leavesTheOthersOut() {
        long ours = told(1);
        long sibling = edge.addChild(token, "Leo");

        assertThat(ids(edge.get("/stories?child_id=" + child, token))).containsExactly(ours);
        assertThat(ids(edge.get("/stories?child_id=" + sibling, token))).isEmpty();
    }

    @Test
    void listStories_nothingToldYet_isListedOnlyWhileItIsTold() {
        long story = TestStories.story(edge.pool(), child);
        assertThat(ids(edge.get("/stories", token))).isEmpty();

        long stream = TestStories.stream(edge.pool(), child, story);
        JsonObject running =
                edge.get("/stories", token).json().getJsonArray("stories").getJsonObject(0);
        assertThat(running.getValue("title")).isNull();
        assertThat(running.getJsonObject("stream"))
                .isEqualTo(new JsonObject()
                        .put("stream_id", stream)
                        .put("chapter_number", 1)
                        .put("paused", false));

        TestStories.end(edge.pool(), stream);
        assertThat(ids(edge.get("/stories", token))).isEmpty();
    }

    @Test
    void getStory_givesItsChapters() {
        long story = told(2);

        JsonObject found = edge.get("/stories/" + story, token).json();

        JsonArray chapters = found.getJsonArray("chapters");
        assertThat(chapters).hasSize(2);
        JsonObject second = chapters.getJsonObject(1);
        assertThat(second.getString("created_at")).isNotBlank();
        second.remove("created_at");
        assertThat(second)
                .isEqualTo(new JsonObject()
                        .put("chapter_number", 2)
                        .put("stream_id", 102)
                        .put("story_content", "Chapter 2 of many \"words\".")
                        .put(
                                "choices",
                                new JsonArray()
                                        .add(new JsonObject().put("id", 1).put("text", "Open the door"))
                                        .add(new JsonObject().put("id", 2).put("text", "Run away")))
                        .put("choice_question", "What now?")
                        .put("choice_taken", 2)
                        .putNull("custom_user_input")
                        .put("educational_elements", new JsonArray().add("Courage"))
                        .put("estimated_reading_time", 2)
                        .put("vocabulary_level", "beginner")
                        .put("safety_score", 0.97)
                        .put("word_count", 123)
                        .put("readability", 2.5));
    }

    @Test
    void deleteStory_erasesItWithItsJournal() {
        long story = told(1);
        long stream = TestStories.stream(edge.pool(), child, story);

        assertThat(edge.send("DELETE", "/stories/" + story, token, null).status())
                .isEqualTo(204);

        assertThat(edge.get("/stories/" + story, token).status()).isEqualTo(404);
        assertThat(edge.send("DELETE", "/stories/" + story, token, null).status())
                .isEqualTo(404);
        assertThat(TestStories.count(edge.pool(), "chapters WHERE story_id = " + story))
                .isZero();
        assertThat(TestStories.count(edge.pool(), "journal WHERE stream_id = " + stream))
                .isZero();
    }

    @Test
    void exportChild_givesEverythingStored() {
        long story = told(2);
        long stream = TestStories.stream(edge.pool(), child, story);
        long another = TestStories.story(edge.pool(), child);
        TestStories.cut(edge.pool(), story, "a \"dagger\"");
        TestStories.cut(edge.pool(), story, "a sword");
        TestStories.cut(edge.pool(), another, "an axe");

        Reply reply = edge.get("/children/" + child + "/export", token);

        assertThat(reply.status()).isEqualTo(200);
        JsonObject export = reply.json();
        assertThat(export.getJsonObject("child").getString("name")).isEqualTo("Nova");
        assertThat(export.getJsonArray("stories")).hasSize(2);
        assertThat(export.getJsonArray("stories").getJsonObject(0).getJsonArray("chapters"))
                .hasSize(2);
        JsonObject exported = export.getJsonArray("streams").getJsonObject(0);
        assertThat(exported.getLong("stream_id")).isEqualTo(stream);
        assertThat(exported.getJsonObject("brief").getString("theme")).isEqualTo("space");
        assertThat(exported.getValue("ended_at")).isNull();
        assertThat(exported.getJsonArray("events")).hasSize(2);
        assertThat(exported.getJsonArray("events").getJsonObject(1).getString("chunk"))
                .isEqualTo("Once \"upon\"\ndata: ");
        JsonArray cuts = export.getJsonArray("cuts");
        assertThat(cuts)
                .extracting(cut -> ((JsonObject) cut).getLong("story_id"))
                .containsExactly(story, story, another);
        cuts.forEach(cut -> ((JsonObject) cut).remove("story_id"));
        assertThat(cuts)
                .isEqualTo(seenCuts(story).addAll(seenCuts(another)))
                .extracting(cut -> ((JsonObject) cut).getString("text"))
                .containsExactly("a \"dagger\"", "a sword", "an axe");
    }

    private JsonArray seenCuts(long story) {
        return edge.get("/stories/" + story + "/cuts", token).json().getJsonArray("cuts");
    }

    @Test
    void exportChild_withoutStories_isEmpty() {
        JsonObject export = edge.get("/children/" + child + "/export", token).json();

        assertThat(export.getJsonArray("stories")).isEmpty();
        assertThat(export.getJsonArray("streams")).isEmpty();
        assertThat(export.getJsonArray("cuts")).isEmpty();
    }

    @Test
    void listThemes_isOpenToEveryone() {
        JsonArray themes = edge.get("/stories/themes", null).json().getJsonArray("themes");

        assertThat(themes).hasSizeBetween(10, 12);
        assertThat(themes)
                .allSatisfy(theme -> assertThat(((JsonObject) theme).fieldNames())
                        .containsExactlyInAnyOrder("id", "name", "description", "emoji"));
    }

    // what a chapter is told from

    private Reply start(String query) {
        return edge.get("/stories/generate/stream?child_id=" + child + query, token);
    }

    private static void assertFault(Reply reply, int status, String field, String expected) {
        assertThat(reply.status()).as("%s", reply).isEqualTo(status);
        JsonObject error = reply.json().getJsonArray("errors").getJsonObject(0);
        assertThat(error.getString("field")).isEqualTo(field);
        assertThat(error.getString("expected")).isEqualTo(expected);
    }

    @Test
    void brief_newStory_isToldFromTheChild() {
        JsonObject prepared = start("&theme=%20space%20&title=My%20trip&custom_user_input=A%20cat%20flies")
                .json();

        assertThat(prepared.getValue("story_id")).isNull();
        assertThat(prepared.getJsonObject("brief"))
                .isEqualTo(new JsonObject()
                        .put(
                                "child",
                                new JsonObject()
                                        .put("name", "Nova")
                                        .put("age", 7)
                                        .put("reading_level", "beginner")
                                        .put("language", "en")
                                        .put("interests", new JsonArray()))
                        .put("theme", "space")
                        .put("title", "My trip")
                        .put("chapter_number", 1)
                        .putNull("choice")
                        .put("idea", "A cat flies")
                        .put("previous", new JsonArray()));
    }

    @Test
    void brief_continuation_carriesTheChoiceAndTheChaptersBefore() {
        long story = told(2);

        JsonObject prepared = start("&story_id=" + story + "&choice=1").json();

        assertThat(prepared.getLong("story_id")).isEqualTo(story);
        assertThat(prepared.getInteger("choice_taken")).isEqualTo(1);
        JsonObject brief = prepared.getJsonObject("brief");
        assertThat(brief.getString("choice")).isEqualTo("Open the door");
        assertThat(brief.getString("title")).isEqualTo("Title 1");
        assertThat(brief.getString("theme")).isEqualTo("space");
        assertThat(brief.getInteger("chapter_number")).isEqualTo(3);
        assertThat(brief.getJsonArray("previous"))
                .extracting(chapter -> ((JsonObject) chapter).getInteger("chapter_number"))
                .containsExactly(1, 2);
    }

    @Test
    void brief_longStory_carriesTheFirstAndTheLastChapters() {
        long story = told(15);

        JsonObject brief = start("&story_id=" + story).json().getJsonObject("brief");

        assertThat(brief.getJsonArray("previous"))
                .extracting(chapter -> ((JsonObject) chapter).getInteger("chapter_number"))
                .containsExactly(1, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    }

    @Test
    void brief_firstChapterNotTold_mayBeAskedForAgain() {
        long story = TestStories.story(edge.pool(), child);

        JsonObject prepared = start("&story_id=" + story).json();

        assertThat(prepared.getJsonObject("brief").getInteger("chapter_number")).isEqualTo(1);
    }

    @Test
    void brief_chapterOutOfOrder_namesTheNext() {
        long story = told(2);

        assertThat(start("&story_id=" + story + "&chapter_number=3").status()).isEqualTo(200);
        for (int number : new int[] {1, 2, 4, 1000}) {
            Reply reply = start("&story_id=" + story + "&chapter_number=" + number);
            assertFault(reply, 409, "chapter_number", "3, the next chapter of the story");
            assertThat(reply.json().getString("code")).isEqualTo("CHAPTER_OUT_OF_ORDER");
        }
        assertFault(start("&theme=space&chapter_number=2"), 409, "chapter_number", "1, the next chapter of the story");
    }

    @Test
    void brief_fieldsThatDoNotGoTogether_areNamed() {
        long story = told(1);

        assertFault(start(""), 422, "theme", "a theme, for a new story");
        assertFault(start("&theme=space&choice=1"), 422, "choice", "none: a new story has no chapter before it");
        assertFault(
                start("&story_id=" + story + "&choice=1&custom_user_input=fly"),
                422,
                "custom_user_input",
                "none beside a choice");
        assertFault(
                start("&story_id=" + story + "&choice=3"),
                422,
                "choice",
                "one of 1, 2, the choices of the chapter before");
    }

    @Test
    void brief_storyOfASibling_isNotFound() {
        long story = told(1);
        long sibling = edge.addChild(token, "Leo");

        Reply reply = edge.get("/stories/generate/stream?child_id=" + sibling + "&story_id=" + story, token);

        assertFault(reply, 404, "story_id", "a story of your child's");
    }

    @Test
    void brief_unsafeWords_areNamed() {
        Reply reply = start("&theme=dagger&title=a%20dagger");

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json().getJsonArray("errors")).hasSize(2);
    }
}
