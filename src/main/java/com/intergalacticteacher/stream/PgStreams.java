package com.intergalacticteacher.stream;

import com.intergalacticteacher.event.Brief;
import com.intergalacticteacher.event.EventJson;
import com.intergalacticteacher.event.Granularity;
import com.intergalacticteacher.journal.Entry;
import com.intergalacticteacher.journal.FencedException;
import com.intergalacticteacher.journal.Outage;
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
import org.jspecify.annotations.Nullable;

/** The streams in PostgreSQL, which counts, claims and fences for the whole cluster. Thread-safe. */
public final class PgStreams implements Streams {
    private static final String STATE = "id, story_id, chapter_number, paused, last_seq, owner";

    private static final String FIND_RUNNING =
            "SELECT " + STATE + " FROM streams WHERE child_id = $1 AND fingerprint = $2 AND ended_at IS NULL";

    private static final String FIND = "SELECT " + STATE + " FROM streams WHERE id = $1 AND parent_id = $2";

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

    private static final String NEW_STREAM = """
            INSERT INTO streams (parent_id, child_id, story_id, chapter_number, fingerprint, brief, granularity,
              choice_taken, idea, owner, epoch)
            SELECT $1, s.child_id, s.id, $4, $5, $6, $7, $8, $9, $10, 1
            FROM stories s JOIN children c ON c.id = s.child_id
            WHERE s.id = $3 AND c.id = $2 AND c.parent_id = $1
            ON CONFLICT DO NOTHING RETURNING\s""" + STATE;

    private static final String SIGNAL = """
            UPDATE streams SET paused = CASE WHEN $3 THEN paused ELSE $4 END, cancelled = cancelled OR $3
            WHERE id = $1 AND parent_id = $2 AND ended_at IS NULL RETURNING\s""" + STATE;

    private static final String CLAIM = """
            UPDATE streams SET owner = $1, epoch = epoch + 1
            WHERE id IN (
              SELECT id FROM streams s
              WHERE ended_at IS NULL AND (owner IS NULL
                OR NOT EXISTS (SELECT FROM nodes n WHERE n.id = s.owner AND n.lease_until > now()))
              ORDER BY id LIMIT $2 FOR UPDATE SKIP LOCKED)
            RETURNING id, epoch, story_id, brief, granularity, choice_taken, paused, cancelled,
              (extract(epoch FROM now() - started_at) * 1000)::bigint AS told_millis""";

    private static final String END = """
            UPDATE streams SET ended_at = now(), outcome = $3, last_seq = $4, owner = NULL
            WHERE id = $1 AND epoch = $2 AND ended_at IS NULL RETURNING id""";

    private static final String APPEND_LAST = """
            INSERT INTO journal (stream_id, epoch, seq, last_seq, terminal, frames)
            VALUES ($1, $2, $3, $4, true, $5)""";

    private final Pool pool;
    private final Outage outage;
    private final StreamConfig config;
    private final Shelf shelf;

    public PgStreams(Pool pool, Outage outage, StreamConfig config, Shelf shelf) {
        this.pool = pool;
        this.outage = outage;
        this.config = config;
        this.shelf = shelf;
    }

    @Override
    public Future<Opened> open(NewStream wanted, long node) {
        byte[] fingerprint = wanted.fingerprint();
        return findRunning(wanted, fingerprint)
                .compose(running -> running.isPresent()
                        ? Future.succeededFuture(new Opened(running.get(), null))
                        : start(wanted, fingerprint, node));
    }

    @Override
    public Future<Optional<StreamState>> find(long parentId, long streamId) {
        return pool.preparedQuery(FIND).execute(Tuple.of(streamId, parentId)).map(PgStreams::state);
    }

    @Override
    public Future<Optional<StreamState>> signal(long parentId, long streamId, Signal signal) {
        Tuple values = Tuple.of(streamId, parentId, signal == Signal.CANCEL, signal == Signal.PAUSE);
        return pool.preparedQuery(SIGNAL)
                .execute(values)
                .map(PgStreams::state)
                .compose(state -> state.isPresent() ? Future.succeededFuture(state) : find(parentId, streamId));
    }

    @Override
    public Future<List<Claimed>> claim(long node, int room) {
        return pool.preparedQuery(CLAIM)
                .execute(Tuple.of(node, room))
                .map(rows -> rows.stream().map(PgStreams::claimed).toList());
    }

    @Override
    public Future<Void> end(Draft draft, Entry terminal, String outcome, StageWork.Result.@Nullable Complete chapter) {
        return outage.waitOut(
                () -> endOnce(draft, terminal, outcome, chapter),
                () -> isEndedBy(terminal)
                        .compose(isEnded ->
                                isEnded ? Future.<Void>succeededFuture() : endOnce(draft, terminal, outcome, chapter)));
    }

    private Future<Optional<StreamState>> findRunning(NewStream wanted, byte[] fingerprint) {
        return pool.preparedQuery(FIND_RUNNING)
                .execute(Tuple.of(wanted.childId(), Buffer.buffer(fingerprint)))
                .map(PgStreams::state);
    }

    /** Somebody else may have started the same request meanwhile: then theirs is joined, and nothing is counted. */
    private Future<Opened> start(NewStream wanted, byte[] fingerprint, long node) {
        return pool.withTransaction(tx -> takeStart(tx, wanted)
                        .compose(v -> storyId(tx, wanted))
                        .compose(storyId -> insert(tx, wanted, storyId, fingerprint, node)))
                .map(state -> new Opened(state, draft(wanted, state)))
                .recover(cause -> isChapterRunning(cause)
                        ? findRunning(wanted, fingerprint)
                                .compose(running -> running.isPresent()
                                        ? Future.succeededFuture(new Opened(running.get(), null))
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
                        return tx.preparedQuery(WHY_NOT).execute(limits).compose(PgStreams::refuse);
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
                .compose(rows -> state(rows)
                        .map(Future::succeededFuture)
                        .orElseGet(() -> Future.failedFuture(new RefusedException(Reason.CHAPTER_RUNNING, 0))));
    }

    private static boolean isChapterRunning(Throwable cause) {
        return cause instanceof RefusedException refused && refused.reason() == Reason.CHAPTER_RUNNING;
    }

    private Future<Boolean> isEndedBy(Entry terminal) {
        return pool.preparedQuery("SELECT FROM journal WHERE stream_id = $1 AND seq = $2 AND epoch = $3 AND terminal")
                .execute(Tuple.of(terminal.streamId(), terminal.seq(), terminal.epoch()))
                .map(rows -> rows.size() > 0);
    }

    private Future<Void> endOnce(
            Draft draft, Entry terminal, String outcome, StageWork.Result.@Nullable Complete chapter) {
        return pool.withTransaction(tx -> tx.preparedQuery(END)
                .execute(Tuple.of(draft.streamId(), draft.epoch(), outcome, terminal.lastSeq()))
                .compose(rows -> rows.size() == 0
                        ? Future.failedFuture(new FencedException(draft.streamId(), draft.epoch()))
                        : tx.preparedQuery(APPEND_LAST)
                                .execute(Tuple.of(
                                        terminal.streamId(),
                                        terminal.epoch(),
                                        terminal.seq(),
                                        terminal.lastSeq(),
                                        terminal.frames())))
                .compose(rows -> chapter == null ? Future.succeededFuture() : shelf.save(tx, draft, chapter)));
    }

    private static Draft draft(NewStream wanted, StreamState state) {
        return Draft.blank(state.streamId(), 1, state.storyId(), wanted.brief(), wanted.granularity(), wanted.choice());
    }

    private static Claimed claimed(Row row) {
        Draft draft = Draft.blank(
                row.getLong("id"),
                row.getInteger("epoch"),
                row.getLong("story_id"),
                EventJson.decode(row.getString("brief"), Brief.class),
                Granularity.valueOf(row.getString("granularity").toUpperCase(Locale.ROOT)),
                row.getInteger("choice_taken"));
        return new Claimed(draft, row.getBoolean("paused"), row.getBoolean("cancelled"), row.getLong("told_millis"));
    }

    private static Optional<StreamState> state(RowSet<Row> rows) {
        return rows.stream()
                .findFirst()
                .map(row -> new StreamState(
                        row.getLong("id"),
                        row.getLong("story_id"),
                        row.getInteger("chapter_number"),
                        row.getBoolean("paused"),
                        row.getInteger("last_seq"),
                        row.getLong("owner")));
    }
}
