package com.intergalacticteacher.stream;

import com.intergalacticteacher.database.Outage;
import com.intergalacticteacher.event.Brief;
import com.intergalacticteacher.event.EventJson;
import com.intergalacticteacher.event.Granularity;
import com.intergalacticteacher.event.Words;
import com.intergalacticteacher.journal.Entry;
import com.intergalacticteacher.journal.FencedException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The streams in PostgreSQL, which counts, claims and fences for the whole cluster. Thread-safe. */
public final class PgStreams implements Streams {
    private static final String STATE = "id, story_id, chapter_number, paused, last_seq, owner, journal_gone";

    private static final String FIND = "SELECT " + STATE + " FROM streams WHERE id = $1 AND parent_id = $2";

    /** Rings at the owner's where that is another node. */
    private static final String SIGNAL = """
            WITH signalled AS (
              UPDATE streams SET
                paused = CASE $3 WHEN 'pause' THEN true WHEN 'resume' THEN false ELSE paused END,
                paused_at = CASE $3 WHEN 'pause' THEN coalesce(paused_at, now()) WHEN 'resume' THEN NULL ELSE paused_at END,
                paused_millis = paused_millis + CASE WHEN $3 = 'resume' AND paused_at IS NOT NULL
                  THEN (extract(epoch FROM now() - paused_at) * 1000)::bigint ELSE 0 END,
                cancelled = cancelled OR $3 = 'cancel'
              WHERE id = $1 AND parent_id = $2 AND ended_at IS NULL RETURNING *)
            SELECT CASE WHEN owner <> $4 THEN pg_notify('node_' || owner, $3 || ' ' || id || ' 0') END,\s""" + STATE + " FROM signalled";

    /**
     * A node without a lease claims nothing. $3: those of dead nodes, too; $4: those that are this node's already and
     * that it does not tell. Ordered by what no index gives, or PostgreSQL would walk along all that ever ended.
     */
    private static final String CLAIM = """
            UPDATE streams SET owner = $1, epoch = epoch + 1
            WHERE EXISTS (SELECT FROM nodes WHERE id = $1 AND lease_until > now()) AND id IN (
              SELECT id FROM streams s
              WHERE ended_at IS NULL AND (owner IS NULL
                OR owner = ANY (ARRAY(SELECT n.id FROM nodes n WHERE $3 AND n.lease_until <= now()))
                OR (owner = $1 AND id = ANY($4::bigint[])))
              ORDER BY started_at LIMIT $2 FOR UPDATE SKIP LOCKED)
            RETURNING id, epoch, parent_id, story_id, brief, granularity, choice_taken, paused, cancelled,
              EXISTS (SELECT FROM watches w WHERE w.stream_id = streams.id) AS watched,
              (extract(epoch FROM coalesce(paused_at, now()) - started_at) * 1000)::bigint - paused_millis
                AS told_millis, traceparent""";

    /**
     * One statement: a parent's streams wait for each other, and none for a round trip of another. The parent's row before
     * the stream's, as a start takes them: the other way round the two wait for each other.
     */
    private static final String END = """
            WITH parent AS (
              SELECT id FROM parents WHERE id = (SELECT parent_id FROM streams WHERE id = $1) FOR NO KEY UPDATE),
            ended AS (
              UPDATE streams SET ended_at = now(), outcome = $3, last_seq = $4, owner = NULL
              WHERE parent_id = (SELECT id FROM parent) AND id = $1 AND epoch = $2 AND ended_at IS NULL
              RETURNING id),
            last AS (
              INSERT INTO journal (stream_id, epoch, seq, last_seq, terminal, frames)
              SELECT id, $2, $5, $4, true, $6 FROM ended)""";

    private static final String END_RINGING = """

            SELECT CASE WHEN w.node IS NOT NULL THEN pg_notify('node_' || w.node, 'appended ' || ended.id || ' ' || $4) END
            FROM ended LEFT JOIN watches w ON w.stream_id = ended.id""";

    private static final String ERASE_JOURNAL =
            "DELETE FROM journal WHERE stream_id = $1 AND NOT EXISTS (SELECT FROM streams WHERE id = $1)";

    private final Pool pool;
    private final Outage outage;
    private final Turns turns;
    private final Starts starts;
    private final Shelf shelf;

    public PgStreams(Vertx vertx, Pool pool, Outage outage, StreamConfig config, Shelf shelf) {
        this.pool = pool;
        this.outage = outage;
        turns = new Turns(vertx);
        starts = new Starts(pool, config, turns);
        this.shelf = shelf;
    }

    @Override
    public Future<Opened> open(NewStream wanted, long node) {
        return starts.open(wanted, node);
    }

    @Override
    public Future<Optional<StreamState>> find(long parentId, long streamId) {
        return pool.preparedQuery(FIND).execute(Tuple.of(streamId, parentId)).map(PgStreams::state);
    }

    @Override
    public Future<Optional<StreamState>> signal(long parentId, long streamId, Signal signal, long node) {
        return pool.preparedQuery(SIGNAL)
                .execute(Tuple.of(streamId, parentId, Words.of(signal), node))
                .map(PgStreams::state)
                .compose(state -> state.isPresent() ? Future.succeededFuture(state) : find(parentId, streamId));
    }

    @Override
    public Future<List<Claimed>> claim(long node, int room, boolean mayTakeOver, Set<Long> untold) {
        return pool.preparedQuery(CLAIM)
                .execute(Tuple.of(node, room, mayTakeOver, untold.toArray(Long[]::new)))
                .map(rows -> rows.stream().map(PgStreams::claimed).toList());
    }

    /** The first try may be found committed only by the second, or while that waits for it. */
    @Override
    public Future<Void> end(Draft draft, Entry terminal, Outcome outcome, StageWork.Result.@Nullable Complete chapter) {
        return outage.waitOut(
                () -> endOnce(draft, terminal, outcome, chapter),
                () -> endOnce(draft, terminal, outcome, chapter)
                        .recover(cause -> cause instanceof FencedException
                                ? isEndedBy(terminal)
                                        .compose(isEnded -> isEnded
                                                ? Future.<Void>succeededFuture()
                                                : Future.<Void>failedFuture(cause))
                                : Future.failedFuture(cause)));
    }

    private Future<Boolean> isEndedBy(Entry terminal) {
        return pool.preparedQuery("SELECT FROM journal WHERE stream_id = $1 AND seq = $2 AND epoch = $3 AND terminal")
                .execute(Tuple.of(terminal.streamId(), terminal.seq(), terminal.epoch()))
                .map(rows -> rows.size() > 0);
    }

    private Future<Void> endOnce(
            Draft draft, Entry terminal, Outcome outcome, StageWork.Result.@Nullable Complete chapter) {
        String word = Words.of(outcome);
        Tuple values =
                Tuple.of(draft.streamId(), draft.epoch(), word, terminal.lastSeq(), terminal.seq(), terminal.frames());
        String kept = "";
        if (chapter != null) {
            Shelf.Place place = shelf.place(draft, chapter);
            kept = ",\n" + place.parts();
            place.values().forEach(values::addValue);
        }
        String statement = END + kept + END_RINGING;
        return turns.take(draft.parentId(), () -> pool.preparedQuery(statement).execute(values))
                .compose(rows -> rows.size() == 0
                        ? Future.failedFuture(new FencedException(draft.streamId(), draft.epoch()))
                        : Future.succeededFuture());
    }

    @Override
    public Future<Void> eraseJournal(long streamId) {
        return pool.preparedQuery(ERASE_JOURNAL).execute(Tuple.of(streamId)).mapEmpty();
    }

    private static Claimed claimed(Row row) {
        Draft draft = Draft.blank(
                row.getLong("id"),
                row.getInteger("epoch"),
                row.getLong("parent_id"),
                row.getLong("story_id"),
                EventJson.decode(row.getString("brief"), Brief.class),
                Words.parse(Granularity.class, row.getString("granularity")),
                row.getInteger("choice_taken"));
        return new Claimed(
                draft,
                row.getBoolean("paused"),
                row.getBoolean("cancelled"),
                row.getBoolean("watched"),
                row.getLong("told_millis"),
                row.getString("traceparent"));
    }

    static Optional<StreamState> state(RowSet<Row> rows) {
        return rows.stream().findFirst().map(PgStreams::state);
    }

    static StreamState state(Row row) {
        return new StreamState(
                row.getLong("id"),
                row.getLong("story_id"),
                row.getInteger("chapter_number"),
                row.getBoolean("paused"),
                row.getInteger("last_seq"),
                row.getLong("owner"),
                row.getBoolean("journal_gone"));
    }
}
