package com.intergalacticteacher.account;

import static com.intergalacticteacher.account.AccountRefused.Reason.ACCOUNT_GONE;
import static com.intergalacticteacher.account.AccountRefused.Reason.NO_SUCH_CHILD;

import com.intergalacticteacher.event.ReadingLevel;
import com.intergalacticteacher.event.Texts;
import com.intergalacticteacher.event.Words;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Objects;

/**
 * The children of the parents. Every call is on behalf of a parent and sees only that parent's; futures fail with
 * {@link AccountRefused}.
 */
public final class Children {
    private static final String DEFAULT_LANGUAGE = "en";
    private static final String COLUMNS = "id, name, age, reading_level, language, interests, daily_chapters";

    private final Pool pool;

    public Children(Pool pool) {
        this.pool = pool;
    }

    /** In the order they were added. */
    public Future<List<Child>> list(long parentId) {
        return pool.preparedQuery("SELECT " + COLUMNS + " FROM children WHERE parent_id = $1 ORDER BY id")
                .execute(Tuple.of(parentId))
                .map(rows -> rows.stream().map(Children::child).toList());
    }

    /** The reading level is by default what is expected at that age, the language English. */
    public Future<Child> add(long parentId, Child.New child) {
        ReadingLevel level = Objects.requireNonNullElseGet(child.readingLevel(), () -> ReadingLevel.at(child.age()));
        return pool.preparedQuery("""
                        INSERT INTO children (parent_id, name, age, reading_level, language, interests, daily_chapters)
                        SELECT id, $2, $3, $4, $5, $6, $7 FROM parents WHERE id = $1 RETURNING\s""" + COLUMNS)
                .execute(Tuple.of(parentId, Texts.written(child.name()), child.age(), Words.of(level))
                        .addString(Objects.requireNonNullElse(child.language(), DEFAULT_LANGUAGE))
                        .addArrayOfString(written(Objects.requireNonNullElse(child.interests(), List.of())))
                        .addInteger(child.dailyChapters()))
                .map(rows -> only(rows, ACCOUNT_GONE));
    }

    public Future<Child> find(long parentId, long childId) {
        return pool.preparedQuery("SELECT " + COLUMNS + " FROM children WHERE parent_id = $1 AND id = $2")
                .execute(Tuple.of(parentId, childId))
                .map(rows -> only(rows, NO_SUCH_CHILD));
    }

    public Future<Child> change(long parentId, long childId, Child.Change change) {
        List<String> interests = change.interests();
        return pool.preparedQuery("""
                        UPDATE children SET
                          name = COALESCE($3, name),
                          age = COALESCE($4, age),
                          reading_level = COALESCE($5, reading_level),
                          language = COALESCE($6, language),
                          interests = COALESCE($7, interests),
                          daily_chapters = CASE WHEN $8 THEN $9 ELSE daily_chapters END
                        WHERE parent_id = $1 AND id = $2 RETURNING\s""" + COLUMNS)
                .execute(Tuple.of(parentId, childId)
                        .addString(change.name() == null ? null : Texts.written(change.name()))
                        .addInteger(change.age())
                        .addString(change.readingLevel() == null ? null : Words.of(change.readingLevel()))
                        .addString(change.language())
                        .addArrayOfString(interests == null ? null : written(interests))
                        .addBoolean(change.setsDailyChapters())
                        .addInteger(change.dailyChapters()))
                .map(rows -> only(rows, NO_SUCH_CHILD));
    }

    /** Erases everything of the child's. The parent's row is taken before those of the streams, as everywhere. */
    public Future<Void> erase(long parentId, long childId) {
        return pool.preparedQuery("""
                        WITH parent AS (SELECT id FROM parents WHERE id = $1 FOR NO KEY UPDATE)
                        DELETE FROM children WHERE parent_id = (SELECT id FROM parent) AND id = $2
                        """).execute(Tuple.of(parentId, childId)).map(deleted -> {
            if (deleted.rowCount() == 0) {
                throw new AccountRefused(NO_SUCH_CHILD);
            }
            return null;
        });
    }

    private static Child only(RowSet<Row> rows, AccountRefused.Reason otherwise) {
        if (rows.size() == 0) {
            throw new AccountRefused(otherwise);
        }
        return child(rows.iterator().next());
    }

    private static Child child(Row row) {
        return new Child(
                row.getLong("id"),
                row.getString("name"),
                row.getInteger("age"),
                Words.parse(ReadingLevel.class, row.getString("reading_level")),
                row.getString("language"),
                List.of(row.getArrayOfStrings("interests")),
                row.getInteger("daily_chapters"));
    }

    private static String[] written(List<String> texts) {
        return texts.stream().map(Texts::written).toArray(String[]::new);
    }
}
