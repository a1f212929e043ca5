package com.intergalacticteacher.story;

import com.intergalacticteacher.event.Choice;
import com.intergalacticteacher.event.EventJson;
import com.intergalacticteacher.event.ReadingLevel;
import com.intergalacticteacher.event.StoryEvent;
import com.intergalacticteacher.event.Words;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The chapters of the stories. */
public final class Chapters {
    /** A chapter as its stream told it, and the metadata that went with it. */
    public record Kept(StoryEvent.Told story, StoryEvent.Metadata metadata) {}

    /** Where the title is among a chapter's values: the last. */
    private static final int TITLE = 14;

    private Chapters() {}

    /**
     * Parts of a {@code WITH} that keep a chapter that was told, and its title for a story that has none yet, if there is a
     * row in {@code from}. Their values are {@code $first} and the following.
     */
    public static String save(String from, int first) {
        String values = IntStream.range(first, first + TITLE)
                .mapToObj(number -> "$" + number)
                .collect(Collectors.joining(", "));
        return """
                titled AS (
                  UPDATE stories SET title = $%d WHERE id = $%d AND title IS NULL AND EXISTS (SELECT FROM %s)),
                kept AS (
                  INSERT INTO chapters (story_id, chapter_number, stream_id, story_content, choices, choice_question,
                    choice_taken, custom_user_input, educational_elements, estimated_reading_time, vocabulary_level,
                    safety_score, word_count, readability)
                  SELECT %s FROM %s)
                """.formatted(first + TITLE, first, from, values, from);
    }

    /**
     * The values of those parts.
     *
     * @param choiceTaken the number of the choice, of the chapter before, that led here
     * @param idea the child's own that led here
     */
    public static List<Object> values(
            StoryEvent.Told told, StoryEvent.Metadata metadata, @Nullable Integer choiceTaken, @Nullable String idea) {
        return Arrays.asList(
                told.storyId(),
                told.chapterNumber(),
                told.streamId(),
                told.storyContent(),
                EventJson.encode(told.choices()),
                told.choiceQuestion(),
                choiceTaken,
                idea,
                told.educationalElements().toArray(String[]::new),
                told.estimatedReadingTime(),
                Words.of(told.vocabularyLevel()),
                told.safetyScore(),
                metadata.wordCount(),
                metadata.readability(),
                told.title());
    }

    /** What a stream told, if it is a chapter. */
    public static Future<Optional<Kept>> find(SqlClient client, long streamId) {
        return client.preparedQuery("""
                        SELECT c.*, coalesce(s.title, s.theme) AS title FROM chapters c JOIN stories s ON s.id = c.story_id
                        WHERE c.stream_id = $1
                        """)
                .execute(Tuple.of(streamId))
                .map(rows -> rows.stream()
                        .map(row -> new Kept(told(row), metadata(row)))
                        .findFirst());
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
        return Words.parse(ReadingLevel.class, row.getString("vocabulary_level"));
    }

    static Future<List<Story.Chapter>> ofStory(SqlClient client, long storyId) {
        return client.preparedQuery("SELECT * FROM chapters WHERE story_id = $1 ORDER BY chapter_number")
                .execute(Tuple.of(storyId))
                .map(rows -> rows.stream().map(Chapters::chapter).toList());
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
