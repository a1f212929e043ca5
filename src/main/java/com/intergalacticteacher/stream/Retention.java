package com.intergalacticteacher.stream;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Clears away what has had its time: events, streams that ended without a story, and what faults leave behind. One
 * node at a time, in batches small enough to be in nobody's way. Thread-safe.
 */
public final class Retention {
    private static final int BATCH = 100;
    private static final int PAGE = 1_000;
    static final long LOCK = 4_711_815L;

    /**
     * A stream without a story goes altogether, with its story if that has no chapter, but not before a day: until then
     * it counts among the child's chapters of the day.
     */
    private static final String EXPIRE = """
            WITH due AS (
              SELECT id, story_id, outcome = 'complete' AS is_told FROM streams
              WHERE ended_at < now() - make_interval(secs => $1) AND NOT journal_gone
                AND (outcome = 'complete' OR started_at < now() - interval '1 day')
              ORDER BY ended_at LIMIT $2 FOR UPDATE SKIP LOCKED),
            told AS (
              UPDATE streams s SET journal_gone = true, brief = '{}' FROM due WHERE s.id = due.id AND due.is_told),
            events AS (DELETE FROM journal j USING due WHERE j.stream_id = due.id AND due.is_told),
            untold AS (DELETE FROM streams s USING due WHERE s.id = due.id AND NOT due.is_told)
            SELECT id, story_id, is_told FROM due""";

    private static final String EMPTY_STORIES = """
            DELETE FROM stories s WHERE s.id = ANY($1::bigint[])
              AND NOT EXISTS (SELECT FROM chapters c WHERE c.story_id = s.id)
              AND NOT EXISTS (SELECT FROM streams x WHERE x.story_id = s.id)""";

    /** From one stream to the next by the journal's key, a page of them at a time, not event by event. */
    private static final String ORPHANS = """
            WITH RECURSIVE page (id, place) AS (
              (SELECT min(stream_id), 1 FROM journal WHERE stream_id > $1)
              UNION ALL
              SELECT (SELECT min(stream_id) FROM journal WHERE stream_id > page.id), place + 1 FROM page
              WHERE page.id IS NOT NULL AND place < $2),
            gone AS (
              DELETE FROM journal j USING page WHERE j.stream_id = page.id
                AND NOT EXISTS (SELECT FROM streams s WHERE s.id = page.id))
            SELECT count(id)::integer AS streams, max(id) AS last FROM page""";

    private static final String TICKETS = "DELETE FROM stream_tickets WHERE expires_at < now()";
    private static final String NODES = "DELETE FROM nodes WHERE lease_until < now() - interval '1 hour'";

    private final Pool pool;
    private final StreamConfig config;

    public Retention(Pool pool, StreamConfig config) {
        this.pool = pool;
        this.config = config;
    }

    /** What has run out since, batch after batch. Nothing is done while another node is at it. */
    Future<Void> expire() {
        return repeat(() -> alone(this::expire).map(count -> count == BATCH));
    }

    /** What no stream and no node refers to: looks everywhere, so not often. */
    Future<Void> sweep() {
        AtomicLong last = new AtomicLong();
        return alone(Retention::sweepTicketsAndNodes)
                .compose(v -> repeat(() -> alone(tx -> sweepJournal(tx, last)).map(count -> count == PAGE)));
    }

    private static Future<Integer> sweepTicketsAndNodes(SqlConnection tx) {
        return tx.query(TICKETS)
                .execute()
                .compose(v -> tx.query(NODES).execute())
                .map(RowSet::rowCount);
    }

    /** The page of streams after {@code last}, which it moves on; how many they are. */
    private static Future<Integer> sweepJournal(SqlConnection tx, AtomicLong last) {
        return tx.preparedQuery(ORPHANS)
                .execute(Tuple.of(last.get(), PAGE))
                .map(rows -> rows.iterator().next())
                .onSuccess(row -> {
                    Long reached = row.getLong("last");
                    if (reached != null) {
                        last.set(reached);
                    }
                })
                .map(row -> row.getInteger("streams"));
    }

    private Future<Integer> expire(SqlConnection tx) {
        double seconds = config.journalRetention().toMillis() / 1_000.0;
        return tx.preparedQuery(EXPIRE).execute(Tuple.of(seconds, BATCH)).compose(due -> {
            Long[] stories = due.stream()
                    .filter(row -> !row.getBoolean("is_told"))
                    .map(row -> row.getLong("story_id"))
                    .toArray(Long[]::new);
            return tx.preparedQuery(EMPTY_STORIES)
                    .execute(Tuple.tuple().addArrayOfLong(stories))
                    .map(due.size());
        });
    }

    /** In a transaction, if no other node is at it; else 0. */
    private Future<Integer> alone(Function<SqlConnection, Future<Integer>> work) {
        return pool.withTransaction(tx -> tx.query("SELECT pg_try_advisory_xact_lock(" + LOCK + ")")
                .execute()
                .map(rows -> rows.iterator().next().getBoolean(0))
                .compose(mine -> mine ? work.apply(tx) : Future.succeededFuture(0)));
    }

    /** Until there is no more to do. Not a future in a future for each batch, which a long way would fill the stack. */
    private static Future<Void> repeat(Supplier<Future<Boolean>> batch) {
        Promise<Void> done = Promise.promise();
        repeat(batch, done);
        return done.future();
    }

    private static void repeat(Supplier<Future<Boolean>> batch, Promise<Void> done) {
        batch.get()
                .onSuccess(isMore -> {
                    if (isMore) {
                        repeat(batch, done);
                    } else {
                        done.complete();
                    }
                })
                .onFailure(done::fail);
    }
}
