package com.intergalacticteacher.stream;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;

/** The cluster: one lease row for each node, kept by renewing it. Thread-safe. */
public final class Nodes {
    private final Pool pool;
    private final StreamConfig config;

    public Nodes(Pool pool, StreamConfig config) {
        this.pool = pool;
        this.config = config;
    }

    /** A node that comes back under its name replaces what it was: its streams are free at once. */
    Future<Long> join() {
        return pool.withTransaction(tx -> tx.preparedQuery("DELETE FROM nodes WHERE name = $1")
                .execute(Tuple.of(config.nodeName()))
                .compose(v -> tx.preparedQuery(
                                "INSERT INTO nodes (name, lease_until) VALUES ($1, now() + make_interval(secs => $2)) RETURNING id")
                        .execute(Tuple.of(config.nodeName(), lease())))
                .map(rows -> rows.iterator().next().getLong("id")));
    }

    /** False if the node was replaced and its streams may be others' already. */
    Future<Boolean> renew(long node) {
        return pool.preparedQuery("UPDATE nodes SET lease_until = now() + make_interval(secs => $2) WHERE id = $1")
                .execute(Tuple.of(node, lease()))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Gives the node's streams up for others to claim, and tells them. */
    Future<Void> leave(long node) {
        return pool.preparedQuery(
                        "WITH gone AS (DELETE FROM nodes WHERE id = $1) SELECT pg_notify('nodes', 'unclaimed 0 0')")
                .execute(Tuple.of(node))
                .mapEmpty();
    }

    private double lease() {
        return config.nodeLease().toMillis() / 1_000.0;
    }
}
