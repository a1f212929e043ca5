package com.intergalacticteacher.story;

import com.intergalacticteacher.event.Choice;
import com.intergalacticteacher.event.EventJson;
import com.intergalacticteacher.event.ReadingLevel;
import com.intergalacticteacher.event.StoryEvent;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The chapters of the stories. */
public final class Chapters {

    /**
     * Keeps the chapter of a stream, if {@code ended} has its row, and its title for a story that has none yet: part of
     * the statement that ends the stream, in which the values of {@link #add} are numbered from $7 on.
     */
    public static final String KEEPING = """
            ,
            titled AS (
              UPDATE stories SET title = $8 WHERE id = $7 AND title IS NULL AND EXISTS (SELECT FROM ended)),
            kept AS (
              INSERT INTO chapters (stream_id, story_id, chapter_number, story_content, choices, choice_question,
                choice_taken, custom_user_input, educational_elements, estimated_reading_time, vocabulary_level,
                safety_score, word_count, readability)
              SELECT id, $7, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20 FROM ended)""";

    /**
     * Adds the values of {@link #KEEPING}.
     *
     * @param choiceTaken the number of the choice, of the chapter before, that led here
     * @param idea the child's own that led here
     */
    public static void add(
            Tuple values,
            StoryEvent.Told told,
            StoryEvent.Metadata metadata,
            @Nullable Integer choiceTaken,
            @Nullable String idea) {
        values.addLong(told.storyId())
                .addString(told.title())
                .addInteger(told.chapterNumber())
                .addString(told.storyContent())
                .addString(EventJson.encode(told.choices()))
                .addString(told.choiceQuestion())
                .addInteger(choiceTaken)
                .addString(idea)
                .addArrayOfString(told.educationalElements().toArray(String[]::new))
                .addInteger(told.estimatedReadingTime())
                .addString(told.vocabularyLevel().name().toLowerCase(Locale.ROOT))
                .addDouble(told.safetyScore())
                .addInteger(metadata.wordCount())
                .addDouble(metadata.readability());
    }

    /** What a stream told. */
    public Future<Optional<StoryEvent.Told>> told(SqlClient client, long streamId) {
        return client.preparedQuery("""
                        SELECT c.*, coalesce(s.title, s.theme) AS title FROM chapters c JOIN stories s ON s.id = c.story_id
                        WHERE c.stream_id = $1
                        """)
                .execute(Tuple.of(streamId))
                .map(Rows.as(Chapters::told))
                .map(chapters -> chapters.stream().findFirst());
    }

    /** The metadata that went with it. */
    public Future<Optional<StoryEvent.Metadata>> metadata(SqlClient client, long streamId) {
        return client.preparedQuery("SELECT * FROM chapters WHERE stream_id = $1")
                .execute(Tuple.of(streamId))
                .map(Rows.as(Chapters::metadata))
                .map(chapters -> chapters.stream().findFirst());
    }

    private static StoryEvent.Told told(Row row) {
        return new StoryEvent.Told(
                true,
                row.getString("story_content"),
                choices(row),
                row.getString("choice_question"),
                List.of(row.getArrayOfStrings("educational_elements")),
                row.getInteger("estimated_reading_time"),
                row.getDouble("safety_score"),
                true,
                level(row),
                row.getLong("story_id"),
                row.getLong("stream_id"),
                row.getString("title"),
                row.getInteger("chapter_number"));
    }

    private static StoryEvent.Metadata metadata(Row row) {
        return new StoryEvent.Metadata(
                row.getInteger("estimated_reading_time"),
                level(row),
                List.of(row.getArrayOfStrings("educational_elements")),
                row.getInteger("word_count"),
                row.getDouble("readability"));
    }

    private static ReadingLevel level(Row row) {
        return ReadingLevel.valueOf(row.getString("vocabulary_level").toUpperCase(Locale.ROOT));
    }

    static Future<List<Story.Chapter>> ofStory(SqlClient client, long storyId) {
        return client.preparedQuery("SELECT * FROM chapters WHERE story_id = $1 ORDER BY chapter_number")
                .execute(Tuple.of(storyId))
                .map(Rows.as(Chapters::chapter));
    }

    static List<Choice> choices(Row row) {
        return List.of(EventJson.decode(row.getString("choices"), Choice[].class));
    }

    private static Story.Chapter chapter(Row row) {
        return new Story.Chapter(
                row.getInteger("chapter_number"),
                row.getLong("stream_id"),
                row.getString("story_content"),
                choices(row),
                row.getString("choice_question"),
                row.getInteger("choice_taken"),
                row.getString("custom_user_input"),
                List.of(row.getArrayOfStrings("educational_elements")),
                row.getInteger("estimated_reading_time"),
                level(row),
                row.getDouble("safety_score"),
                row.getInteger("word_count"),
                row.getDouble("readability"),
                row.getOffsetDateTime("created_at").toInstant());
    }
}
