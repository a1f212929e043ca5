package com.intergalacticteacher.story;

import static com.intergalacticteacher.story.StoryRefused.Reason.INVALID;
import static com.intergalacticteacher.story.StoryRefused.Reason.OUT_OF_ORDER;

import com.intergalacticteacher.event.Brief;
import com.intergalacticteacher.event.Choice;
import com.intergalacticteacher.event.ReadingLevel;
import com.intergalacticteacher.event.Words;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes down what a chapter is to be told from, if it may be told at all. Futures fail with {@link StoryRefused}. */
public final class Briefs {
    /** Of a long story the first chapter and so many of the last go along: no storyteller reads more. */
    private static final int LAST_CHAPTERS = 11;

    private final Pool pool;

    public Briefs(Pool pool) {
        this.pool = pool;
    }

    /**
     * A brief and where its chapter belongs.
     *
     * @param storyId the story it continues; null for a new one
     * @param choiceTaken the number of the choice whose words are in the brief
     */
    public record Prepared(
            Brief brief, @Nullable Long storyId, @Nullable Integer choiceTaken) {}

    /**
     * Prepares the next chapter of a story or the first of a new one. Refuses unknown children and stories and those
     * of other parents alike, any chapter but the next, and fields that do not go together.
     */
    public Future<Prepared> prepare(long parentId, ChapterRequest request) {
        List<StoryRefused.Fault> faults = request.faults();
        if (!faults.isEmpty()) {
            return Future.failedFuture(new StoryRefused(INVALID, faults));
        }
        return hero(parentId, request.childId())
                .compose(hero -> request.storyId() == null
                        ? Future.succeededFuture(first(hero, request))
                        : next(hero, request, request.storyId()));
    }

    private Future<Brief.Hero> hero(long parentId, long childId) {
        return pool.preparedQuery("""
                        SELECT name, age, reading_level, language, interests FROM children
                        WHERE id = $1 AND parent_id = $2
                        """).execute(Tuple.of(childId, parentId)).map(rows -> {
            if (rows.size() == 0) {
                throw StoryRefused.noSuchChild(childId);
            }
            return hero(rows.iterator().next());
        });
    }

    private static Prepared first(Brief.Hero hero, ChapterRequest request) {
        requireNumber(request, 1);
        return new Prepared(
                new Brief(hero, request.requiredTheme(), request.title(), 1, null, request.idea(), List.of()),
                null,
                null);
    }

    private Future<Prepared> next(Brief.Hero hero, ChapterRequest request, long storyId) {
        return pool.preparedQuery("SELECT title, theme FROM stories WHERE id = $1 AND child_id = $2")
                .execute(Tuple.of(storyId, request.childId()))
                .compose(rows -> {
                    if (rows.size() == 0) {
                        throw StoryRefused.noSuchStory(storyId);
                    }
                    Row story = rows.iterator().next();
                    return told(storyId).map(told -> next(hero, request, story, told));
                });
    }

    private Future<List<Told>> told(long storyId) {
        return pool.preparedQuery("""
                        SELECT chapter_number, story_content, choice_question, choices FROM chapters
                        WHERE story_id = $1 AND (chapter_number = 1 OR chapter_number >
                          (SELECT max(chapter_number) FROM chapters WHERE story_id = $1) - $2)
                        ORDER BY chapter_number
                        """)
                .execute(Tuple.of(storyId, LAST_CHAPTERS))
                .map(rows -> rows.stream().map(Briefs::told).toList());
    }

    private static Prepared next(Brief.Hero hero, ChapterRequest request, Row story, List<Told> told) {
        @Nullable Told last = told.isEmpty() ? null : told.get(told.size() - 1);
        int number = last == null ? 1 : last.chapter().chapterNumber() + 1;
        requireNumber(request, number);
        String title = story.getString("title");
        Brief brief = new Brief(
                hero,
                story.getString("theme"),
                title == null ? request.title() : title,
                number,
                words(request.choice(), last == null ? List.of() : last.choices()),
                request.idea(),
                told.stream().map(Told::chapter).toList());
        return new Prepared(brief, request.storyId(), request.choice());
    }

    private static void requireNumber(ChapterRequest request, int next) {
        Integer number = request.chapterNumber();
        if (number != null && number != next) {
            throw new StoryRefused(OUT_OF_ORDER, "chapter_number", number, next + ", the next chapter of the story");
        }
    }

    private static @Nullable String words(@Nullable Integer number, List<Choice> choices) {
        if (number == null) {
            return null;
        }
        return choices.stream()
                .filter(choice -> choice.id() == number)
                .map(Choice::text)
                .findFirst()
                .orElseThrow(() -> new StoryRefused(INVALID, "choice", number, offered(choices)));
    }

    private static String offered(List<Choice> choices) {
        return choices.isEmpty()
                ? "none: the chapter before offers no choices"
                : choices.stream()
                        .map(choice -> String.valueOf(choice.id()))
                        .collect(Collectors.joining(", ", "one of ", ", the choices of the chapter before"));
    }

    private record Told(Brief.Previous chapter, List<Choice> choices) {}

    private static Told told(Row row) {
        return new Told(
                new Brief.Previous(
                        row.getInteger("chapter_number"),
                        row.getString("story_content"),
                        row.getString("choice_question")),
                Chapters.choices(row));
    }

    private static Brief.Hero hero(Row row) {
        return new Brief.Hero(
                row.getString("name"),
                row.getInteger("age"),
                Words.parse(ReadingLevel.class, row.getString("reading_level")),
                row.getString("language"),
                List.of(row.getArrayOfStrings("interests")));
    }
}
