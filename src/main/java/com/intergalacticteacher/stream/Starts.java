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
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Stores new streams, within what a parent and a child may have, or finds the running one of the same request. */
final class Starts {
    private static final String FIND_RUNNING =
            "SELECT " + PgStreams.STATE + " FROM streams WHERE child_id = $1 AND fingerprint = $2 AND ended_at IS NULL";

    /** Takes a place and a start from the parent, or nothing. */
    private static final String TAKE_START = """
            UPDATE parents SET next_start_at = greatest(next_start_at, now()) + make_interval(secs => 60.0 / $3)
            WHERE id = $1 AND running_streams < $2
              AND greatest(next_start_at, now()) <= now() + make_interval(secs => 60 - 60.0 / $3)
            RETURNING (SELECT daily_chapters <= (SELECT count(*) FROM streams s
                         WHERE s.child_id = c.id AND s.started_at > now() - interval '24 hours'
                           AND s.outcome IS DISTINCT FROM 'error')
                       FROM children c WHERE c.id = $4 AND c.parent_id = $1) AS is_day_full""";

    private static final String WHY_NOT = """
            SELECT running_streams >= $2 AS is_full,
              ceil(extract(epoch FROM next_start_at - now() - make_interval(secs => 60 - 60.0 / $3)))::integer AS wait
            FROM parents WHERE id = $1""";

    private static final String NEW_STORY =
            "INSERT INTO stories (child_id, title, theme) SELECT id, $3, $4 FROM children WHERE id = $1 AND parent_id = $2"
                    + " RETURNING id";

    /**
     * A node that is full, or whose lease has run out, does not become the owner: the stream waits for any. The chapter
     * may have been told since it was asked for; with the parent's row taken it is seen here, if it has.
     */
    private static final String NEW_STREAM = """
            INSERT INTO streams (parent_id, child_id, story_id, chapter_number, fingerprint, brief, granularity,
              choice_taken, idea, owner, epoch)
            SELECT $1, s.child_id, s.id, $4, $5, $6, $7, $8, $9, n.id, CASE WHEN n.id IS NULL THEN 0 ELSE 1 END
            FROM stories s JOIN children c ON c.id = s.child_id
              LEFT JOIN nodes n ON n.id = $10 AND n.lease_until > now()
            WHERE s.id = $3 AND c.id = $2 AND c.parent_id = $1
              AND NOT EXISTS (SELECT FROM chapters WHERE story_id = s.id AND chapter_number = $4)
            ON CONFLICT DO NOTHING RETURNING\s""" + PgStreams.STATE;

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
        return pool.withTransaction(tx -> takeStart(tx, wanted)
                        .compose(v -> storyId(tx, wanted))
                        .compose(storyId -> insert(tx, wanted, storyId, fingerprint, node))
                        .compose(state -> state.owner() == null ? await(tx, state) : Future.succeededFuture(state)))
                .map(state -> new Streams.Opened(state, true, state.owner() == null ? null : draft(wanted, state)))
                .recover(cause -> isChapterRunning(cause)
                        ? findRunning(wanted, fingerprint)
                                .compose(running -> running.isPresent()
                                        ? Future.succeededFuture(joined(running.get()))
                                        : Future.failedFuture(cause))
                        : Future.failedFuture(cause));
    }

    private Future<Void> takeStart(SqlConnection tx, NewStream wanted) {
        Tuple limits = Tuple.of(wanted.parentId(), config.maxStreamsPerUser(), config.startsPerMinute());
        return tx.preparedQuery(TAKE_START)
                .execute(Tuple.of(
                        wanted.parentId(), config.maxStreamsPerUser(), config.startsPerMinute(), wanted.childId()))
                .compose(rows -> {
                    if (rows.size() == 0) {
                        return tx.preparedQuery(WHY_NOT).execute(limits).compose(Starts::refuse);
                    }
                    Boolean isDayFull = rows.iterator().next().getBoolean("is_day_full");
                    return Boolean.TRUE.equals(isDayFull)
                            ? Future.failedFuture(new RefusedException(Reason.DAILY_CHAPTERS, 3_600))
                            : Future.succeededFuture();
                });
    }

    private static Future<Void> refuse(RowSet<Row> rows) {
        if (rows.size() == 0) {
            return Future.failedFuture(new RefusedException(Reason.GONE, 0));
        }
        Row row = rows.iterator().next();
        return Future.failedFuture(
                row.getBoolean("is_full")
                        ? new RefusedException(Reason.STREAMS_PER_USER, 10)
                        : new RefusedException(Reason.STARTS_PER_MINUTE, Math.max(1, row.getInteger("wait"))));
    }

    private static Future<Long> storyId(SqlClient tx, NewStream wanted) {
        Long storyId = wanted.storyId();
        if (storyId != null) {
            return Future.succeededFuture(storyId);
        }
        Brief brief = wanted.brief();
        return tx.preparedQuery(NEW_STORY)
                .execute(Tuple.of(wanted.childId(), wanted.parentId(), brief.title(), brief.theme()))
                .compose(rows -> rows.size() == 0
                        ? Future.failedFuture(new RefusedException(Reason.GONE, 0))
                        : Future.succeededFuture(rows.iterator().next().getLong("id")));
    }

    private static Future<StreamState> insert(
            SqlClient tx, NewStream wanted, long storyId, byte[] fingerprint, long node) {
        Tuple values = Tuple.tuple(List.of(
                wanted.parentId(),
                wanted.childId(),
                storyId,
                wanted.brief().chapterNumber(),
                Buffer.buffer(fingerprint),
                EventJson.encode(wanted.brief()),
                wanted.granularity().name().toLowerCase(Locale.ROOT)));
        values.addValue(wanted.choice()).addValue(wanted.brief().idea()).addValue(node);
        return tx.preparedQuery(NEW_STREAM)
                .execute(values)
                .compose(rows -> PgStreams.state(rows)
                        .map(Future::succeededFuture)
                        .orElseGet(() -> Future.failedFuture(new RefusedException(Reason.CHAPTER_RUNNING, 0))));
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
