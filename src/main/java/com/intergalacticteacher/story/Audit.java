package com.intergalacticteacher.story;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;

/** What was cut from a story, where, why and by whose judgement: for the parent's eyes. */
public final class Audit {
    private static final String CUTS = """
            SELECT s.id AS story, k.chapter_number, k.position, k.cut_text, k.category, k.judged_by, k.created_at
            FROM stories s JOIN children c ON c.id = s.child_id AND c.parent_id = $1
            LEFT JOIN cuts k ON k.story_id = s.id
            WHERE s.id = $2 ORDER BY k.id""";

    private final Pool pool;

    public Audit(Pool pool) {
        this.pool = pool;
    }

    /** One cut; {@code position} in UTF-16 units of its chapter. */
    public record Cut(
            @JsonProperty("chapter_number") int chapterNumber,
            int position,
            String text,
            String category,
            String by,
            @JsonProperty("created_at") String createdAt) {}

    /** All cuts of a story, the first one first. */
    public Future<List<Cut>> cuts(long parentId, long storyId) {
        return pool.preparedQuery(CUTS).execute(Tuple.of(parentId, storyId)).map(rows -> {
            if (rows.size() == 0) {
                throw StoryRefused.noSuchStory(storyId);
            }
            return rows.stream()
                    .filter(row -> row.getString("category") != null)
                    .map(Audit::cut)
                    .toList();
        });
    }

    private static Cut cut(Row row) {
        OffsetDateTime at = row.getOffsetDateTime("created_at");
        return new Cut(
                row.getInteger("chapter_number"),
                row.getInteger("position"),
                row.getString("cut_text"),
                row.getString("category"),
                row.getString("judged_by"),
                at.toInstant().toString());
    }
}
