package com.intergalacticteacher.stream;

import com.intergalacticteacher.journal.PgDoorbell;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a node asks about its streams once a second, over the connection that listens. Used on one context. */
final class Neighbours {
    private static final String WATCH = """
            WITH new AS (
              INSERT INTO watches (stream_id, node)
              SELECT s.id, $1 FROM streams s WHERE s.id = ANY($2::bigint[]) AND s.ended_at IS NULL
              ON CONFLICT DO NOTHING RETURNING stream_id)
            SELECT pg_notify('node_' || s.owner, 'watched ' || s.id || ' 0')
            FROM new JOIN streams s ON s.id = new.stream_id WHERE s.owner <> $1""";

    private static final String UNWATCH = "DELETE FROM watches WHERE node = $1 AND stream_id = ANY($2::bigint[])";

    private static final String LOOK = """
            SELECT v.id, s.id IS NULL AS erased, coalesce(s.journal_gone, false) AS gone, coalesce(j.last_seq, 0) AS last_seq,
              s.ended_at IS NOT NULL AS ended
            FROM unnest($1::bigint[]) AS v (id) LEFT JOIN streams s ON s.id = v.id
              LEFT JOIN LATERAL (
                SELECT last_seq FROM journal WHERE stream_id = v.id ORDER BY seq DESC LIMIT 1) j ON true""";

    /** Only where the database and this node are not of one mind, and what is watched. */
    private static final String TEND = """
            SELECT r.id, coalesce(s.epoch <> r.epoch OR s.ended_at IS NOT NULL, true) AS lost, s.paused,
              s.cancelled OR coalesce(s.paused_at < now() - make_interval(secs => $4), false) AS cancelled, w.is_watched
            FROM unnest($1::bigint[], $2::integer[], $3::boolean[]) AS r (id, epoch, paused)
              LEFT JOIN streams s ON s.id = r.id
              CROSS JOIN LATERAL (SELECT EXISTS (SELECT FROM watches WHERE stream_id = r.id) AS is_watched) w
            WHERE s.id IS NULL OR s.epoch <> r.epoch OR s.ended_at IS NOT NULL OR s.paused <> r.paused OR s.cancelled
              OR s.paused_at < now() - make_interval(secs => $4) OR w.is_watched""";

    /** A set against a set: "not any of these" would compare each stream with each. */
    private static final String UNTOLD = """
            SELECT id FROM streams WHERE owner = $1 AND ended_at IS NULL
            EXCEPT SELECT unnest($2::bigint[])""";

    private final PgDoorbell doorbell;

    Neighbours(PgDoorbell doorbell) {
        this.doorbell = doorbell;
    }

    /** Asks the owners of these streams to ring here. */
    Future<Void> watch(long node, Set<Long> streams) {
        return doorbell.query(WATCH, Tuple.of(node).addArrayOfLong(array(streams)))
                .mapEmpty();
    }

    Future<Void> unwatch(long node, Set<Long> streams) {
        return doorbell.query(UNWATCH, Tuple.of(node).addArrayOfLong(array(streams)))
                .mapEmpty();
    }

    Future<Void> unwatchAll(long node) {
        return doorbell.query("DELETE FROM watches WHERE node = $1", Tuple.of(node))
                .mapEmpty();
    }

    /** How far the journal of each has come. */
    Future<List<Seen>> look(Set<Long> streams) {
        return doorbell.query(LOOK, Tuple.tuple().addArrayOfLong(array(streams)))
                .map(rows -> rows.stream().map(Neighbours::seen).toList());
    }

    /** Where this node's view of the streams it tells is not the database's. */
    Future<List<Tended>> tend(Map<Long, Control> running, Duration pauseLimit) {
        List<Map.Entry<Long, Control>> entries = List.copyOf(running.entrySet());
        Tuple values = Tuple.of(
                entries.stream().map(Map.Entry::getKey).toArray(Long[]::new),
                entries.stream().map(entry -> entry.getValue().epoch()).toArray(Integer[]::new),
                entries.stream().map(entry -> entry.getValue().isPaused()).toArray(Boolean[]::new),
                pauseLimit.toMillis() / 1_000.0);
        return doorbell.query(TEND, values)
                .map(rows -> rows.stream().map(Neighbours::tended).toList());
    }

    /** Streams that are the node's and not told by it. */
    Future<Set<Long>> untold(long node, Set<Long> running) {
        return doorbell.query(UNTOLD, Tuple.of(node).addArrayOfLong(array(running)))
                .map(rows -> rows.stream().map(row -> row.getLong("id")).collect(Collectors.toSet()));
    }

    private static Long[] array(Set<Long> streams) {
        return streams.toArray(Long[]::new);
    }

    private static Seen seen(Row row) {
        return new Seen(
                row.getLong("id"),
                row.getBoolean("erased"),
                row.getBoolean("gone"),
                row.getInteger("last_seq"),
                row.getBoolean("ended"));
    }

    private static Tended tended(Row row) {
        boolean isLost = row.getBoolean("lost");
        return new Tended(
                row.getLong("id"),
                isLost,
                !isLost && row.getBoolean("paused"),
                !isLost && row.getBoolean("cancelled"),
                row.getBoolean("is_watched"));
    }

    record Seen(long streamId, boolean isErased, boolean isGone, int lastSeq, boolean isEnded) {}

    record Tended(long streamId, boolean isLost, boolean isPaused, boolean isCancelled, boolean isWatched) {}
}
