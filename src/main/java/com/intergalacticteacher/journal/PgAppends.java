package com.intergalacticteacher.journal;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Entries of many streams, appended in one statement, which is one commit. Of each it is said whether it is there: a
 * writer that was replaced, or whose stream has ended, has appended nothing. Thread-safe.
 */
final class PgAppends {
    private static final String UNIQUE_VIOLATION = "23505";

    /** The stream is looked up row by row: a join, planned while there are few streams, would read all of them. */
    private static final String INSERT = """
            INSERT INTO journal (stream_id, epoch, seq, last_seq, frames)
            SELECT b.stream_id, b.epoch, b.seq, b.last_seq, b.frames
            FROM unnest($1::bigint[], $2::integer[], $3::integer[], $4::integer[], $5::bytea[])
              AS b (stream_id, epoch, seq, last_seq, frames)
            WHERE (SELECT s.epoch = b.epoch AND s.ended_at IS NULL FROM streams s WHERE s.id = b.stream_id)
            """;

    /**
     * Fails as a whole where one seq is there already, which only a writer that was replaced comes to; being prepared for
     * it costs PostgreSQL a sixth of every append.
     */
    private static final Statement ALL = new Statement(INSERT);

    /** Leaves out what is there already. */
    private static final Statement NEW = new Statement(INSERT + "ON CONFLICT DO NOTHING\n");

    /** What this writer's own first try has committed, though the answer was lost. */
    private static final String APPENDED = """
            SELECT j.stream_id, j.epoch
            FROM unnest($1::bigint[], $2::integer[], $3::integer[], $4::integer[])
              AS b (stream_id, epoch, seq, last_seq)
            JOIN journal j USING (stream_id, epoch, seq, last_seq)""";

    private final Pool pool;

    PgAppends(Pool pool) {
        this.pool = pool;
    }

    /** A replaced writer and the one after it may be in one batch, and only one of them has written. */
    record Written(long streamId, int epoch) {
        static Written of(Entry entry) {
            return new Written(entry.streamId(), entry.epoch());
        }
    }

    /** The second form rings where a stream is watched; only streams that are watched pay for it. */
    private record Statement(String plain, String ringing) {
        Statement(String insert) {
            this(insert + "RETURNING stream_id, epoch", "WITH appended AS (" + insert + """
                    RETURNING stream_id, epoch, last_seq)
                    SELECT a.stream_id, a.epoch, bool_or(w.node IS NOT NULL
                      AND pg_notify('node_' || w.node, 'appended ' || a.stream_id || ' ' || a.last_seq) IS NULL)
                    FROM appended a LEFT JOIN watches w USING (stream_id) GROUP BY a.stream_id, a.epoch""");
        }
    }

    Future<Set<Written>> append(List<Entry> entries, boolean isRinging) {
        return execute(ALL, entries, isRinging)
                .recover(cause -> isTaken(cause) ? execute(NEW, entries, isRinging) : Future.failedFuture(cause));
    }

    /** After a lost answer. */
    Future<Set<Written>> appendAgain(List<Entry> entries, boolean isRinging) {
        return execute(NEW, entries, isRinging).compose(appended -> withAppendedBefore(entries, appended));
    }

    private static boolean isTaken(Throwable cause) {
        return cause instanceof PgException refused && UNIQUE_VIOLATION.equals(refused.getSqlState());
    }

    private Future<Set<Written>> execute(Statement statement, List<Entry> entries, boolean isRinging) {
        Tuple columns = keys(entries)
                .addArrayOfBuffer(entries.stream().map(Entry::frames).toArray(Buffer[]::new));
        return pool.preparedQuery(isRinging ? statement.ringing() : statement.plain())
                .execute(columns)
                .map(PgAppends::written);
    }

    private Future<Set<Written>> withAppendedBefore(List<Entry> entries, Set<Written> appended) {
        return pool.preparedQuery(APPENDED).execute(keys(entries)).map(rows -> {
            appended.addAll(written(rows));
            return appended;
        });
    }

    private static Tuple keys(List<Entry> entries) {
        int size = entries.size();
        Long[] streams = new Long[size];
        Integer[] epochs = new Integer[size];
        Integer[] seqs = new Integer[size];
        Integer[] lastSeqs = new Integer[size];
        for (int i = 0; i < size; i++) {
            Entry entry = entries.get(i);
            streams[i] = entry.streamId();
            epochs[i] = entry.epoch();
            seqs[i] = entry.seq();
            lastSeqs[i] = entry.lastSeq();
        }
        return Tuple.of(streams, epochs, seqs, lastSeqs);
    }

    private static Set<Written> written(RowSet<Row> rows) {
        Set<Written> written = new HashSet<>();
        rows.forEach(row -> written.add(new Written(row.getLong(0), row.getInteger(1))));
        return written;
    }
}
