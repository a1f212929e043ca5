package com.intergalacticteacher.story;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The stories told. Every call is on behalf of a parent and sees only what is told to that parent's children; futures
 * fail with {@link StoryRefused}.
 */
public final class Library {
    private static final String STORIES = """
            SELECT s.id, s.child_id, s.title, s.theme, s.created_at, told.chapters,
              running.id AS stream_id, running.chapter_number, running.paused
            FROM stories s
            JOIN children c ON c.id = s.child_id
            CROSS JOIN LATERAL (SELECT count(*)::integer AS chapters FROM chapters WHERE story_id = s.id) told
            LEFT JOIN streams running ON running.story_id = s.id AND running.ended_at IS NULL
            WHERE c.parent_id = $1
            """;

    private final Pool pool;

    public Library(Pool pool) {
        this.pool = pool;
    }

    /** Stories, and the {@code before} of the next page; null on the last. */
    public record Page(
            List<Story.Summary> stories, @Nullable Long next) {
        public Page {
            stories = List.copyOf(stories);
        }
    }

    /**
     * The newest story first. One of which nothing is told and nothing is being told is not listed.
     *
     * @param childId only this child's, or all children's
     * @param before only stories with a smaller id, or all
     */
    public Future<Page> list(long parentId, @Nullable Long childId, @Nullable Long before, int limit) {
        return requireChild(parentId, childId)
                .compose(ours ->
                        pool.preparedQuery(STORIES + """
                                AND ($2::bigint IS NULL OR c.id = $2)
                                AND ($3::bigint IS NULL OR s.id < $3)
                                AND (told.chapters > 0 OR running.id IS NOT NULL)
                                ORDER BY s.id DESC LIMIT $4
                                """).execute(Tuple.of(parentId, childId, before, limit + 1)))
                .map(rows -> rows.stream().map(Library::summary).toList())
                .map(stories -> stories.size() <= limit
                        ? new Page(stories, null)
                        : new Page(
                                stories.subList(0, limit),
                                stories.get(limit - 1).id()));
    }

    private Future<Void> requireChild(long parentId, @Nullable Long childId) {
        if (childId == null) {
            return Future.succeededFuture();
        }
        return pool.preparedQuery("SELECT FROM children WHERE id = $1 AND parent_id = $2")
                .execute(Tuple.of(childId, parentId))
                .map(rows -> {
                    if (rows.size() == 0) {
                        throw StoryRefused.noSuchChild(childId);
                    }
                    return null;
                });
    }

    public Future<Story> find(long parentId, long storyId) {
        return pool.preparedQuery(STORIES + "AND s.id = $2")
                .execute(Tuple.of(parentId, storyId))
                .map(rows -> {
                    if (rows.size() == 0) {
                        throw StoryRefused.noSuchStory(storyId);
                    }
                    return summary(rows.iterator().next());
                })
                .compose(summary -> Chapters.ofStory(pool, storyId).map(chapters -> story(summary, chapters)));
    }

    /** Erases a story with all that was streamed of it. */
    public Future<Void> erase(long parentId, long storyId) {
        return pool.preparedQuery("""
                        WITH parent AS (SELECT id FROM parents WHERE id = $1 FOR NO KEY UPDATE)
                        DELETE FROM stories s USING children c
                        WHERE c.id = s.child_id AND c.parent_id = (SELECT id FROM parent) AND s.id = $2
                        """).execute(Tuple.of(parentId, storyId)).map(deleted -> {
            if (deleted.rowCount() == 0) {
                throw StoryRefused.noSuchStory(storyId);
            }
            return null;
        });
    }

    private static Story story(Story.Summary summary, List<Story.Chapter> chapters) {
        return new Story(
                summary.id(),
                summary.childId(),
                summary.title(),
                summary.theme(),
                chapters,
                summary.stream(),
                summary.createdAt());
    }

    private static Story.Summary summary(Row row) {
        return new Story.Summary(
                row.getLong("id"),
                row.getLong("child_id"),
                row.getString("title"),
                row.getString("theme"),
                row.getInteger("chapters"),
                running(row),
                row.getOffsetDateTime("created_at").toInstant());
    }

    private static Story.@Nullable RunningStream running(Row row) {
        return row.getLong("stream_id") == null
                ? null
                : new Story.RunningStream(
                        row.getLong("stream_id"), row.getInteger("chapter_number"), row.getBoolean("paused"));
    }
}
