package com.intergalacticteacher.journal;

import com.intergalacticteacher.database.Outage;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
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
     * A commit begins no sooner after the last. A disk that answers in a fifth of it would have a busy node commit five
     * times as often, at five times the cost, for words that no child sees come earlier.
     */
    private static final Duration PACE = Duration.ofMillis(2);

    private static final int PAGE = 64;

    private static final String READ = """
            SELECT epoch, seq, last_seq, terminal, frames FROM journal
            WHERE stream_id = $1 AND last_seq > $2
              AND seq >= coalesce((SELECT max(seq) FROM journal WHERE stream_id = $1 AND seq <= $2), 0)
            ORDER BY seq LIMIT $3""";

    private final PgAppends appends;
    private final Pool reading;
    private final Outage outage;
    private final JournalMetrics metrics;
    private final Watched watched;
    private final long paceNanos;
    private final Object lock = new Object();
    private List<Waiting> waiting = new ArrayList<>();
    private boolean isCommitting;
    private boolean isDue;
    private long begunAt;

    /** {@code writing}: where nothing waits for a lock, which appends then do not wait for. */
    public PgJournal(Pool writing, Pool reading, Outage outage, Watched watched, JournalMetrics metrics) {
        this(writing, reading, outage, watched, metrics, PACE);
    }

    PgJournal(Pool writing, Pool reading, Outage outage, Watched watched, JournalMetrics metrics, Duration pace) {
        paceNanos = pace.toNanos();
        begunAt = System.nanoTime() - paceNanos;
        appends = new PgAppends(writing);
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
        long early;
        synchronized (lock) {
            if (isCommitting || isDue || waiting.isEmpty()) {
                return;
            }
            isDue = true;
            early = begunAt + paceNanos - System.nanoTime();
        }
        Context context = Vertx.currentContext();
        if (context == null) {
            commitNext();
        } else if (early > 0) {
            // Not setTimer: that would go with the verticle that is appending.
            context.owner().timer(early, TimeUnit.NANOSECONDS).onSuccess(v -> commitNext());
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
        List<Entry> entries = batch.stream().map(Waiting::entry).toList();
        boolean isRinging = isRinging(entries);
        outage.waitOut(() -> appends.append(entries, isRinging), () -> appends.appendAgain(entries, isRinging))
                .onComplete(fenced -> {
                    metrics.committed(System.nanoTime() - start, events(entries));
                    synchronized (lock) {
                        isCommitting = false;
                    }
                    batch.forEach(w -> w.answer(fenced));
                    commitSoon();
                });
    }

    private boolean isRinging(List<Entry> entries) {
        return !watched.isEmpty() && entries.stream().anyMatch(entry -> watched.contains(entry.streamId()));
    }

    private static int events(List<Entry> entries) {
        return entries.stream().mapToInt(Entry::events).sum();
    }

    private record Waiting(Entry entry, Promise<Void> done) {
        void answer(AsyncResult<Set<PgAppends.Writer>> fenced) {
            if (fenced.failed()) {
                done.fail(fenced.cause());
            } else if (fenced.result().contains(PgAppends.Writer.of(entry))) {
                done.fail(new FencedException(entry.streamId(), entry.epoch()));
            } else {
                done.complete();
            }
        }
    }
}
