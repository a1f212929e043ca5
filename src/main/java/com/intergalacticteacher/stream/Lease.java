package com.intergalacticteacher.stream;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** This node's place in the cluster, for as long as it is renewed in time. Thread-safe. */
public final class Lease {
    private static final Logger LOG = LoggerFactory.getLogger(Lease.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Nodes nodes;
    private final long nanos;
    private volatile long node;
    private volatile long renewedAt;
    private volatile long heldSince;

    public Lease(Nodes nodes, Duration length) {
        this.nodes = nodes;
        nanos = length.toNanos();
    }

    /** 0 before it has joined. */
    long node() {
        return node;
    }

    Future<Void> join() {
        long askedAt = System.nanoTime();
        return nodes.join()
                .onSuccess(id -> {
                    node = id;
                    renewedAt = askedAt;
                    heldSince = askedAt;
                })
                .mapEmpty();
    }

    /**
     * A lease that ran out is taken up again as long as nobody has replaced this node: whatever others have claimed
     * meanwhile is fenced by its epoch. False where it was replaced.
     */
    Future<Boolean> renew() {
        long askedAt = System.nanoTime();
        return nodes.renew(node)
                .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .onSuccess(isKnown -> {
                    if (isKnown) {
                        renewed(askedAt);
                    }
                });
    }

    Future<Void> leave() {
        return nodes.leave(node);
    }

    /** After an outage of PostgreSQL all leases have run out, and every node has the time to take its own up again. */
    boolean mayTakeOver() {
        long now = System.nanoTime();
        return now - renewedAt < nanos && now - heldSince > nanos;
    }

    private void renewed(long askedAt) {
        if (askedAt - renewedAt > nanos) {
            LOG.warn("node {}: the lease had run out, and is taken up again", node);
            heldSince = askedAt;
        }
        renewedAt = askedAt;
    }
}
