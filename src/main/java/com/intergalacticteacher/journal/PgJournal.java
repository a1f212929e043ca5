package com.intergalacticteacher.journal;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The journal in PostgreSQL. Commits in groups: what all streams append while a commit is under way goes in the next
 * one, so an idle node commits at once and a busy one in batches. Thread-safe.
 */
public final class PgJournal implements Journal {
    private static final int MAX_BATCH = 1_000;
    /**
     * A commit begins no sooner after the last. A disk that answers in a third of it would have a busy node commit three
     * times as often, at three times the cost, for words that no child sees come earlier.
     */
    private static final long PACE_NANOS = 1_000_000;

    private static final int PAGE = 64;

    /** The stream is looked up row by row: a join, planned while there are few streams, would read all of them. */
    private static final String APPEND = """
            INSERT INTO journal (stream_id, epoch, seq, last_seq, frames)
            SELECT b.stream_id, b.epoch, b.seq, b.last_seq, b.frames
            FROM unnest($1::bigint[], $2::integer[], $3::integer[], $4::integer[], $5::bytea[])
              AS b (stream_id, epoch, seq, last_seq, frames)
            WHERE (SELECT s.epoch = b.epoch AND s.ended_at IS NULL FROM streams s WHERE s.id = b.stream_id)
            ON CONFLICT DO NOTHING
            RETURNING stream_id, epoch""";

    /** The same, and rings where a stream is watched; only streams that are watched pay for it. */
    private static final String APPEND_AND_RING = "WITH appended AS (" + APPEND + ", last_seq" + """
            )
            SELECT a.stream_id, a.epoch, bool_or(w.node IS NOT NULL
              AND pg_notify('node_' || w.node, 'appended ' || a.stream_id || ' ' || a.last_seq) IS NULL)
            FROM appended a LEFT JOIN watches w USING (stream_id) GROUP BY a.stream_id, a.epoch""";

    /** After a lost answer: what this writer's own first try has committed is there already. */
    private static final String APPENDED = """
            SELECT j.stream_id, j.epoch
            FROM unnest($1::bigint[], $2::integer[], $3::integer[], $4::integer[])
              AS b (stream_id, epoch, seq, last_seq)
            JOIN journal j USING (stream_id, epoch, seq, last_seq)""";

    private static final String READ = """
            SELECT epoch, seq, last_seq, terminal, frames FROM journal
            WHERE stream_id = $1 AND last_seq > $2
              AND seq >= coalesce((SELECT max(seq) FROM journal WHERE stream_id = $1 AND seq <= $2), 0)
            ORDER BY seq LIMIT $3""";

    private final Pool writing;
    private final Pool reading;
    private final Outage outage;
    private final JournalMetrics metrics;
    private final Watched watched;
    private final Object lock = new Object();
    private List<Waiting> waiting = new ArrayList<>();
    private boolean isCommitting;
    private boolean isDue;
    private long begunAt = System.nanoTime() - PACE_NANOS;

    /** {@code writing}: where nothing waits for a lock, which appends then do not wait for. */
    public PgJournal(Pool writing, Pool reading, Outage outage, Watched watched, JournalMetrics metrics) {
        this.writing = writing;
        this.reading = reading;
        this.outage = outage;
        this.watched = watched;
        this.metrics = metrics;
    }

    @Override
    public Future<Void> append(Entry entry) {
        Promise<Void> done = Promise.promise();
        synchronized (lock) {
            waiting.add(new Waiting(entry, done));
        }
        commitSoon();
        return done.future();
    }

    @Override
    public Future<List<Entry>> read(long streamId, int seq) {
        return reading.preparedQuery(READ)
                .execute(Tuple.of(streamId, seq, PAGE))
                .map(rows -> rows.stream().map(row -> entry(streamId, row)).toList());
    }

    private static Entry entry(long streamId, Row row) {
        return new Entry(
                streamId,
                row.getInteger("epoch"),
                row.getInteger("seq"),
                row.getInteger("last_seq"),
                row.getBoolean("terminal"),
                row.getBuffer("frames"));
    }

    /** Once this turn of the event loop is over, or the pace allows it: what comes until then goes into the same commit. */
    private void commitSoon() {
        boolean isEarly;
        synchronized (lock) {
            if (isCommitting || isDue || waiting.isEmpty()) {
                return;
            }
            isDue = true;
            isEarly = System.nanoTime() - begunAt < PACE_NANOS;
        }
        Context context = Vertx.currentContext();
        if (context == null) {
            commitNext();
        } else if (isEarly) {
            context.owner().setTimer(TimeUnit.NANOSECONDS.toMillis(PACE_NANOS), id -> commitNext());
        } else {
            context.runOnContext(v -> commitNext());
        }
    }

    private void commitNext() {
        List<Waiting> batch;
        synchronized (lock) {
            isDue = false;
            if (isCommitting || waiting.isEmpty()) {
                return;
            }
            isCommitting = true;
            begunAt = System.nanoTime();
            batch = takeBatch();
        }
        commit(batch);
    }

    private List<Waiting> takeBatch() {
        if (waiting.size() <= MAX_BATCH) {
            List<Waiting> all = waiting;
            waiting = new ArrayList<>();
            return all;
        }
        List<Waiting> first = new ArrayList<>(waiting.subList(0, MAX_BATCH));
        waiting = new ArrayList<>(waiting.subList(MAX_BATCH, waiting.size()));
        return first;
    }

    private void commit(List<Waiting> batch) {
        long start = System.nanoTime();
        Tuple columns = columns(batch);
        String statement = isRung(batch) ? APPEND_AND_RING : APPEND;
        outage.waitOut(() -> append(statement, columns), () -> appendAgain(statement, columns))
                .onComplete(appended -> {
                    metrics.committed(System.nanoTime() - start, events(batch));
                    synchronized (lock) {
                        isCommitting = false;
                    }
                    batch.forEach(w -> w.answer(appended));
                    commitSoon();
                });
    }

    private boolean isRung(List<Waiting> batch) {
        return !watched.isEmpty()
                && batch.stream().anyMatch(w -> watched.contains(w.entry().streamId()));
    }

    private Future<Set<Written>> append(String statement, Tuple columns) {
        return writing.preparedQuery(statement).execute(columns).map(PgJournal::written);
    }

    private Future<Set<Written>> appendAgain(String statement, Tuple columns) {
        return append(statement, columns).compose(appended -> withAppendedBefore(columns, appended));
    }

    private Future<Set<Written>> withAppendedBefore(Tuple columns, Set<Written> appended) {
        Tuple keys = Tuple.of(columns.getValue(0), columns.getValue(1), columns.getValue(2), columns.getValue(3));
        return writing.preparedQuery(APPENDED).execute(keys).map(rows -> {
            appended.addAll(written(rows));
            return appended;
        });
    }

    private static Tuple columns(List<Waiting> batch) {
        int size = batch.size();
        Long[] streams = new Long[size];
        Integer[] epochs = new Integer[size];
        Integer[] seqs = new Integer[size];
        Integer[] lastSeqs = new Integer[size];
        Buffer[] frames = new Buffer[size];
        for (int i = 0; i < size; i++) {
            Entry entry = batch.get(i).entry();
            streams[i] = entry.streamId();
            epochs[i] = entry.epoch();
            seqs[i] = entry.seq();
            lastSeqs[i] = entry.lastSeq();
            frames[i] = entry.frames();
        }
        return Tuple.of(streams, epochs, seqs, lastSeqs, frames);
    }

    private static Set<Written> written(RowSet<Row> rows) {
        Set<Written> written = new HashSet<>();
        rows.forEach(row -> written.add(new Written(row.getLong(0), row.getInteger(1))));
        return written;
    }

    private static int events(List<Waiting> batch) {
        return batch.stream().mapToInt(w -> w.entry().events()).sum();
    }

    /** A replaced writer and the one after it may be in one batch, and only one of them has written. */
    private record Written(long streamId, int epoch) {}

    private record Waiting(Entry entry, Promise<Void> done) {
        void answer(AsyncResult<Set<Written>> appended) {
            if (appended.failed()) {
                done.fail(appended.cause());
            } else if (appended.result().contains(new Written(entry.streamId(), entry.epoch()))) {
                done.complete();
            } else {
                done.fail(new FencedException(entry.streamId(), entry.epoch()));
            }
        }
    }
}
