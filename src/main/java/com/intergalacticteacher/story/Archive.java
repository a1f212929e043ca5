package com.intergalacticteacher.story;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.intergalacticteacher.event.EventJson;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All that is stored of a child's stories, the streams' events to the last one and what was cut included. */
public final class Archive {
    private static final String STORIES = "SELECT id FROM stories WHERE child_id = $1 ORDER BY id";
    private static final String DATA = "data: ";

    private final Pool pool;
    private final Library library;
    private final Audit audit;

    public Archive(Pool pool) {
        this.pool = pool;
        library = new Library(pool);
        audit = new Audit(pool);
    }

    /**
     * Writes the properties {@code stories}, {@code streams} and {@code cuts} of a JSON object. One piece at a time is
     * in memory; the next is read when the sink has taken it. What is erased meanwhile is left out.
     */
    public Future<Void> write(long parentId, long childId, Function<String, Future<Void>> sink) {
        return sink.apply("\"stories\":[")
                .compose(written -> ids(STORIES, childId))
                .compose(ids -> each(ids, id -> story(parentId, id), sink))
                .compose(written -> sink.apply("],\"streams\":["))
                .compose(written -> ids("SELECT id FROM streams WHERE child_id = $1 ORDER BY id", childId))
                .compose(ids -> each(ids, this::stream, sink))
                .compose(written -> sink.apply("],\"cuts\":["))
                .compose(written -> ids(STORIES, childId))
                .compose(ids -> each(ids, id -> cuts(parentId, id), sink))
                .compose(written -> sink.apply("]"));
    }

    private Future<List<Long>> ids(String sql, long childId) {
        return pool.preparedQuery(sql)
                .execute(Tuple.of(childId))
                .map(rows -> rows.stream().map(row -> row.getLong("id")).toList());
    }

    /** The pieces in order, with commas between those that are still there. */
    private static Future<Void> each(
            List<Long> ids, Function<Long, Future<@Nullable String>> read, Function<String, Future<Void>> sink) {
        Future<String> comma = Future.succeededFuture("");
        for (long id : ids) {
            comma = comma.compose(before -> read.apply(id)
                    .compose(piece -> piece == null
                            ? Future.succeededFuture(before)
                            : sink.apply(before + piece).map(",")));
        }
        return comma.mapEmpty();
    }

    private Future<@Nullable String> story(long parentId, long id) {
        return unlessErased(library.find(parentId, id).map(EventJson::encode));
    }

    /** Those of one story, or nothing where there are none. */
    private Future<@Nullable String> cuts(long parentId, long storyId) {
        return unlessErased(audit.cuts(parentId, storyId)
                .map(cuts -> cuts.isEmpty()
                        ? null
                        : cuts.stream()
                                .map(cut -> EventJson.encode(new StoredCut(storyId, cut)))
                                .collect(Collectors.joining(","))));
    }

    private static Future<@Nullable String> unlessErased(Future<@Nullable String> piece) {
        return piece.recover(
                failure -> failure instanceof StoryRefused ? Future.succeededFuture() : Future.failedFuture(failure));
    }

    private Future<@Nullable String> stream(long id) {
        return pool.preparedQuery("""
                        SELECT id, story_id, chapter_number, started_at, ended_at, outcome, brief
                        FROM streams WHERE id = $1
                        """)
                .execute(Tuple.of(id))
                .compose(rows -> rows.size() == 0
                        ? Future.succeededFuture()
                        : events(id)
                                .map(events ->
                                        EventJson.encode(stream(rows.iterator().next(), events))));
    }

    private Future<String> events(long streamId) {
        return pool.preparedQuery("SELECT frames FROM journal WHERE stream_id = $1 ORDER BY seq")
                .execute(Tuple.of(streamId))
                .map(rows -> rows.stream()
                        .map(row -> row.getBuffer("frames").toString(StandardCharsets.UTF_8))
                        .flatMap(String::lines)
                        .filter(line -> line.startsWith(DATA))
                        .map(line -> line.substring(DATA.length()))
                        .collect(Collectors.joining(",", "[", "]")));
    }

    private static StoredStream stream(Row row, String events) {
        OffsetDateTime ended = row.getOffsetDateTime("ended_at");
        return new StoredStream(
                row.getLong("id"),
                row.getLong("story_id"),
                row.getInteger("chapter_number"),
                row.getOffsetDateTime("started_at").toInstant().toString(),
                ended == null ? null : ended.toInstant().toString(),
                row.getString("outcome"),
                row.getString("brief"),
                events);
    }

    private record StoredCut(long storyId, @JsonUnwrapped Audit.Cut cut) {}

    /** The brief and the events are JSON as they are stored, and go out as that. */
    private record StoredStream(
            long streamId,
            long storyId,
            int chapterNumber,
            String startedAt,
            @Nullable String endedAt,
            @Nullable String outcome,
            @JsonRawValue String brief,
            @JsonRawValue String events) {}
}
