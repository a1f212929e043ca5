package com.intergalacticteacher.stream;

import com.intergalacticteacher.event.Brief;
import com.intergalacticteacher.event.EventJson;
import com.intergalacticteacher.event.NodeName;
import com.intergalacticteacher.event.NodeStatus;
import com.intergalacticteacher.event.StoryEvent;
import com.intergalacticteacher.stream.RefusedException.Reason;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Stores new streams, within what a parent and a child may have, or finds the running one of the same request. */
final class Starts {
    private static final String FIND_RUNNING =
            "SELECT " + PgStreams.STATE + " FROM streams WHERE child_id = $1 AND fingerprint = $2 AND ended_at IS NULL";

    /** In a statement of its own, so that the next one sees what was committed while this one waited. */
    private static final String LOCK_PARENT = "SELECT id FROM parents WHERE id = $1 FOR NO KEY UPDATE";

    /** Takes a place and a start from the parent, or nothing, and then nothing else happens either. */
    private static final String TAKE_START = """
            WITH taken AS (
              UPDATE parents SET next_start_at = greatest(next_start_at, now()) + make_interval(secs => 60.0 / $11)
              WHERE id = $1 AND running_streams < $10
                AND greatest(next_start_at, now()) <= now() + make_interval(secs => 60 - 60.0 / $11)
              RETURNING id AS parent),
            child AS (
              SELECT c.id AS child, CASE WHEN c.daily_chapters IS NULL THEN false ELSE
                c.daily_chapters <= (SELECT count(*) FROM streams s
                  WHERE s.child_id = c.id AND s.started_at > now() - interval '24 hours'
                    AND s.outcome IS DISTINCT FROM 'error') END AS is_day_full
              FROM children c JOIN taken ON c.parent_id = taken.parent WHERE c.id = $2),
            """;

    private static final String OF_A_STORY = """
            story AS (
              SELECT s.id, s.child_id FROM stories s JOIN child ON child = s.child_id
              WHERE s.id = $12 AND NOT is_day_full),
            """;

    private static final String OF_A_NEW_STORY = """
            story AS (
              INSERT INTO stories (child_id, title, theme) SELECT child, $12, $13 FROM child WHERE NOT is_day_full
              RETURNING id, child_id),
            """;

    /**
     * A node that is full, or whose lease has run out, does not become the owner: the stream waits for any. The chapter
     * may have been told since it was asked for.
     */
    private static final String NEW_STREAM =
            """
            stream AS (
              INSERT INTO streams (parent_id, child_id, story_id, chapter_number, fingerprint, brief, granularity,
                choice_taken, idea, owner, epoch)
              SELECT $1, s.child_id, s.id, $3, $4, $5, $6, $7, $8, n.id, CASE WHEN n.id IS NULL THEN 0 ELSE 1 END
              FROM story s LEFT JOIN nodes n ON n.id = $9 AND n.lease_until > now()
              WHERE NOT EXISTS (SELECT FROM chapters WHERE story_id = s.id AND chapter_number = $3)
              ON CONFLICT DO NOTHING RETURNING *)
            SELECT is_day_full,\s""" + PgStreams.STATE + " FROM taken LEFT JOIN child ON true LEFT JOIN stream ON true";

    private static final String WHY_NOT = """
            SELECT running_streams >= $2 AS is_full,
              ceil(extract(epoch FROM next_start_at - now() - make_interval(secs => 60 - 60.0 / $3)))::integer AS wait
            FROM parents WHERE id = $1""";

    private static final String WAIT = """
            WITH said AS (
              INSERT INTO journal (stream_id, epoch, seq, last_seq, frames) VALUES ($1, 0, 1, $2, $3))
            SELECT pg_notify('nodes', 'unclaimed ' || $1 || ' 0')""";

    private final Pool pool;
    private final StreamConfig config;

    Starts(Pool pool, StreamConfig config) {
        this.pool = pool;
        this.config = config;
    }

    /** {@code node} is 0 where it has no room. */
    Future<Streams.Opened> open(NewStream wanted, long node) {
        byte[] fingerprint = wanted.fingerprint();
        return findRunning(wanted, fingerprint)
                .compose(running -> running.isPresent()
                        ? Future.succeededFuture(joined(running.get()))
                        : start(wanted, fingerprint, node));
    }

    private static Streams.Opened joined(StreamState state) {
        return new Streams.Opened(state, false, null);
    }

    private Future<Optional<StreamState>> findRunning(NewStream wanted, byte[] fingerprint) {
        return pool.preparedQuery(FIND_RUNNING)
                .execute(Tuple.of(wanted.childId(), Buffer.buffer(fingerprint)))
                .map(PgStreams::state);
    }

    /** Somebody else may have started the same request meanwhile: then theirs is joined, and nothing is counted. */
    private Future<Streams.Opened> start(NewStream wanted, byte[] fingerprint, long node) {
        return pool.withTransaction(tx -> tx.preparedQuery(LOCK_PARENT)
                        .execute(Tuple.of(wanted.parentId()))
                        .compose(locked -> insert(tx, wanted, fingerprint, node))
                        .compose(rows -> rows.size() == 0 ? whyNot(tx, wanted) : started(rows))
                        .compose(state -> state.owner() == null ? await(tx, state) : Future.succeededFuture(state)))
                .map(state -> new Streams.Opened(state, true, state.owner() == null ? null : draft(wanted, state)))
                .recover(cause -> isChapterRunning(cause)
                        ? findRunning(wanted, fingerprint)
                                .compose(running -> running.isPresent()
                                        ? Future.succeededFuture(joined(running.get()))
                                        : Future.failedFuture(cause))
                        : Future.failedFuture(cause));
    }

    /** In one statement: a parent's starts wait for each other. */
    private Future<RowSet<Row>> insert(SqlClient tx, NewStream wanted, byte[] fingerprint, long node) {
        Brief brief = wanted.brief();
        Tuple values = Tuple.tuple(List.of(
                wanted.parentId(),
                wanted.childId(),
                brief.chapterNumber(),
                Buffer.buffer(fingerprint),
                EventJson.encode(brief),
                wanted.granularity().name().toLowerCase(Locale.ROOT)));
        values.addValue(wanted.choice())
                .addValue(brief.idea())
                .addValue(node)
                .addValue(config.maxStreamsPerUser())
                .addValue(config.startsPerMinute());
        Long storyId = wanted.storyId();
        return storyId == null
                ? tx.preparedQuery(TAKE_START + OF_A_NEW_STORY + NEW_STREAM)
                        .execute(values.addValue(brief.title()).addValue(brief.theme()))
                : tx.preparedQuery(TAKE_START + OF_A_STORY + NEW_STREAM).execute(values.addValue(storyId));
    }

    private static Future<StreamState> started(RowSet<Row> rows) {
        Row row = rows.iterator().next();
        Boolean isDayFull = row.getBoolean("is_day_full");
        if (isDayFull == null) {
            return Future.failedFuture(new RefusedException(Reason.GONE, 0));
        }
        if (isDayFull) {
            return Future.failedFuture(new RefusedException(Reason.DAILY_CHAPTERS, 3_600));
        }
        return row.getLong("id") == null
                ? Future.failedFuture(new RefusedException(Reason.CHAPTER_RUNNING, 0))
                : Future.succeededFuture(PgStreams.state(row));
    }

    private Future<StreamState> whyNot(SqlClient tx, NewStream wanted) {
        return tx.preparedQuery(WHY_NOT)
                .execute(Tuple.of(wanted.parentId(), config.maxStreamsPerUser(), config.startsPerMinute()))
                .compose(Starts::refuse);
    }

    private static Future<StreamState> refuse(RowSet<Row> rows) {
        if (rows.size() == 0) {
            return Future.failedFuture(new RefusedException(Reason.GONE, 0));
        }
        Row row = rows.iterator().next();
        return Future.failedFuture(
                row.getBoolean("is_full")
                        ? new RefusedException(Reason.STREAMS_PER_USER, 10)
                        : new RefusedException(Reason.STARTS_PER_MINUTE, Math.max(1, row.getInteger("wait"))));
    }

    /** Tells the viewers that the story waits, and the other nodes that it does. */
    private static Future<StreamState> await(SqlClient tx, StreamState state) {
        Buffer frames = Buffer.buffer();
        Frames.append(frames, state.streamId(), 1, new StoryEvent.Node(NodeName.WORKFLOW, NodeStatus.STARTED));
        Frames.append(
                frames,
                state.streamId(),
                2,
                new StoryEvent.Progress(
                        new StoryEvent.Progress.Step("waiting", "Waiting for a free storyteller...", 0)));
        return tx.preparedQuery(WAIT)
                .execute(Tuple.of(state.streamId(), 2, frames))
                .map(state);
    }

    private static boolean isChapterRunning(Throwable cause) {
        return cause instanceof RefusedException refused && refused.reason() == Reason.CHAPTER_RUNNING;
    }

    private static Draft draft(NewStream wanted, StreamState state) {
        return Draft.blank(state.streamId(), 1, state.storyId(), wanted.brief(), wanted.granularity(), wanted.choice());
    }
}
