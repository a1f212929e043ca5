package com.intergalacticteacher.http;

import com.intergalacticteacher.event.Choice;
import com.intergalacticteacher.event.ReadingLevel;
import com.intergalacticteacher.event.StoryEvent;
import com.intergalacticteacher.story.Chapters;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stories, chapters and streams as the rooms behind the edge leave them in the database. */
final class TestStories {
    private TestStories() {}

    static long story(Pool pool, long child) {
        return Edge.await(pool.preparedQuery("INSERT INTO stories (child_id, theme) VALUES ($1, 'space') RETURNING id")
                        .execute(Tuple.of(child)))
                .iterator()
                .next()
                .getLong("id");
    }

    static void chapter(Pool pool, long story, int number, @Nullable Integer choiceTaken, @Nullable String idea) {
        StoryEvent.Told told = new StoryEvent.Told(
                true,
                "Chapter " + number + " of many \"words\".",
                List.of(new Choice(1, "Open the door"), new Choice(2, "Run away")),
                "What now?",
                List.of("Courage"),
                2,
                0.97,
                true,
                ReadingLevel.BEGINNER,
                story,
                100 + number,
                "Title " + number,
                number);
        StoryEvent.Metadata metadata = new StoryEvent.Metadata(2, ReadingLevel.BEGINNER, List.of("Courage"), 123, 2.5);
        Edge.await(pool.preparedQuery("WITH told AS (SELECT)," + Chapters.save("told", 1) + "SELECT")
                .execute(Tuple.tuple(Chapters.values(told, metadata, choiceTaken, idea))));
    }

    /** A running stream of two frames. */
    static long stream(Pool pool, long child, long story) {
        long id = Edge.await(pool.preparedQuery("""
                                INSERT INTO streams (parent_id, child_id, story_id, chapter_number, fingerprint, brief,
                                  granularity)
                                SELECT parent_id, id, $2, 1, '\\x00', '{"theme":"space"}', 'token'
                                FROM children WHERE id = $1 RETURNING id
                                """).execute(Tuple.of(child, story)))
                .iterator()
                .next()
                .getLong("id");
        journal(pool, id, 1, "{\"type\":\"node\",\"node\":\"workflow\",\"status\":\"started\"}");
        journal(pool, id, 2, "{\"type\":\"content\",\"chunk\":\"Once \\\"upon\\\"\\ndata: \",\"offset\":0}");
        return id;
    }

    private static void journal(Pool pool, long stream, int seq, String json) {
        String frame = "id: " + stream + ":" + seq + "\ndata: " + json + "\n\n";
        Edge.await(pool.preparedQuery(
                        "INSERT INTO journal (stream_id, epoch, seq, last_seq, frames) VALUES ($1, 1, $2, $2, $3)")
                .execute(Tuple.of(
                        stream, seq, io.vertx.core.buffer.Buffer.buffer(frame.getBytes(StandardCharsets.UTF_8)))));
    }

    static void cut(Pool pool, long story, String text) {
        Edge.await(pool.preparedQuery("""
                        INSERT INTO cuts (story_id, stream_id, chapter_number, position, cut_text, category, judged_by)
                        VALUES ($1, 1, 1, 7, $2, 'violence', 'screen')
                        """).execute(Tuple.of(story, text)));
    }

    static void end(Pool pool, long stream) {
        Edge.await(pool.preparedQuery("UPDATE streams SET ended_at = now(), outcome = 'complete' WHERE id = $1")
                .execute(Tuple.of(stream)));
    }

    static long count(Pool pool, String rows) {
        return Edge.await(pool.query("SELECT count(*) FROM " + rows).execute())
                .iterator()
                .next()
                .getLong(0);
    }
}
