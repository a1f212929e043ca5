package com.intergalacticteacher.database;

import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/** What a failed statement says of PostgreSQL: the one place that knows its codes. */
public final class SqlState {
    /** Classes: connection, rollback by the server, no resources, operator intervention, system error. */
    private static final Set<String> PASSING = Set.of("08", "40", "53", "57", "58");

    /** Of these, what has nothing to do with the statement: connection, no resources, the server goes or is too slow. */
    private static final Set<String> OUTAGES = Set.of("08", "53", "57");

    /** The transaction stood still for longer than the server allows, as where this process did. */
    private static final String IDLE_TRANSACTION = "25P03";

    private static final String UNIQUE_VIOLATION = "23505";

    private SqlState() {}

    /** No connection to the server, none to be had, or it is starting or stopping: worth asking again a little later. */
    public static boolean isOutage(Throwable cause) {
        if (cause instanceof PgException refused) {
            return isOf(OUTAGES, refused);
        }
        // That the pool has no connection left, Vert.x says in its own exception.
        return cause instanceof VertxException || cause instanceof IOException || cause instanceof TimeoutException;
    }

    /** Everything else is the server's last word, or a fault of ours, which no waiting mends. */
    public static boolean isPassing(Throwable cause) {
        return cause instanceof PgException refused ? isOf(PASSING, refused) : isOutage(cause);
    }

    /** There is such a row already. */
    public static boolean isUniqueViolation(Throwable cause) {
        return cause instanceof PgException refused && UNIQUE_VIOLATION.equals(refused.getSqlState());
    }

    private static boolean isOf(Set<String> classes, PgException refused) {
        String state = refused.getSqlState();
        return state != null && (classes.contains(state.substring(0, 2)) || state.equals(IDLE_TRANSACTION));
    }
}
