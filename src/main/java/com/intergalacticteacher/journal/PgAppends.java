package com.intergalacticteacher.journal;

import com.intergalacticteacher.database.SqlState;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Entries of many streams, appended in one statement, which is one commit. Who was fenced is found out: a writer that was
 * replaced, or whose stream has ended, has appended nothing. Thread-safe.
 */
final class PgAppends {
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
    private static final Statement ALL = new Statement(INSERT, ringing(INSERT));

    /** Leaves out what is there already. */
    private static final Statement NEW = new Statement(
            INSERT + "ON CONFLICT DO NOTHING RETURNING stream_id, epoch", ringing(INSERT + "ON CONFLICT DO NOTHING\n"));

    /** What is there. */
    private static final String APPENDED = """
            SELECT j.stream_id, j.epoch
            FROM unnest($1::bigint[], $2::integer[], $3::integer[], $4::integer[])
              AS b (stream_id, epoch, seq, last_seq)
            JOIN journal j USING (stream_id, epoch, seq, last_seq)""";

    private final Pool pool;

    PgAppends(Pool pool) {
        this.pool = pool;
    }

    /** A replaced one and the one after it may be in one batch, and only one of them has appended. */
    record Writer(long streamId, int epoch) {
        static Writer of(Entry entry) {
            return new Writer(entry.streamId(), entry.epoch());
        }
    }

    /** The second form is for when one of the streams is watched; only streams that are watched pay for it. */
    private record Statement(String plain, String ringing) {}

    private static String ringing(String insert) {
        return "WITH appended AS (" + insert + """
                RETURNING stream_id, epoch, last_seq)
                SELECT a.stream_id, a.epoch, bool_or(w.node IS NOT NULL
                  AND pg_notify('node_' || w.node, 'appended ' || a.stream_id || ' ' || a.last_seq) IS NULL)
                FROM appended a LEFT JOIN watches w USING (stream_id) GROUP BY a.stream_id, a.epoch""";
    }

    /**
     * Completes with the writers that were fenced; what the others said is durable. That nobody was is seen from the
     * number of rows: having each returned costs more.
     */
    Future<Set<Writer>> append(List<Entry> entries, boolean isRinging) {
        return execute(ALL, entries, isRinging)
                .compose(rows -> rows.rowCount() == entries.size()
                        ? Future.succeededFuture(Set.<Writer>of())
                        : without(appended(entries), writers(entries)))
                .recover(cause -> SqlState.isUniqueViolation(cause)
                        ? without(execute(NEW, entries, isRinging), writers(entries))
                        : Future.failedFuture(cause));
    }

    /** The same after a lost answer, when the first try may have appended it. */
    Future<Set<Writer>> appendAgain(List<Entry> entries, boolean isRinging) {
        return without(execute(NEW, entries, isRinging), writers(entries))
                .compose(fenced ->
                        fenced.isEmpty() ? Future.succeededFuture(fenced) : without(appended(entries), fenced));
    }

    private Future<RowSet<Row>> execute(Statement statement, List<Entry> entries, boolean isRinging) {
        Tuple columns = keys(entries)
                .addArrayOfBuffer(entries.stream().map(Entry::frames).toArray(Buffer[]::new));
        return pool.preparedQuery(isRinging ? statement.ringing() : statement.plain())
                .execute(columns);
    }

    private Future<RowSet<Row>> appended(List<Entry> entries) {
        return pool.preparedQuery(APPENDED).execute(keys(entries));
    }

    private static Set<Writer> writers(List<Entry> entries) {
        return entries.stream().map(Writer::of).collect(Collectors.toSet());
    }

    private static Future<Set<Writer>> without(Future<RowSet<Row>> appended, Set<Writer> writers) {
        return appended.map(rows -> {
            Set<Writer> others = new HashSet<>(writers);
            rows.forEach(row -> others.remove(new Writer(row.getLong(0), row.getInteger(1))));
            return others;
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
}
