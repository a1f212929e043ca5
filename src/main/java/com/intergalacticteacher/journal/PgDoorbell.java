package com.intergalacticteacher.journal;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The doorbell between nodes: a connection of its own that listens. What is asked over it tells whether it still
 * lives: a connection that fails or is silent is dropped, and the next call makes another. Notices of the time between
 * are lost, so whoever listens reads the journal again. Used on one context.
 */
public final class PgDoorbell {
    /** The channel of all nodes. */
    public static final String ALL = "nodes";

    /** By which PostgreSQL tells its connection from the others. */
    public static final String NAME = "intergalactic-teacher doorbell";

    private static final long PATIENCE_MILLIS = 5_000;

    private final Vertx vertx;
    private final PgConnectOptions options;
    private final Consumer<Notice> heard;
    private @Nullable PgConnection connection;
    private long node;

    public PgDoorbell(Vertx vertx, PgConnectOptions options, Consumer<Notice> heard) {
        this.vertx = vertx;
        this.options = new PgConnectOptions(options).addProperty("application_name", NAME);
        this.heard = heard;
    }

    public static String channel(long node) {
        return "node_" + node;
    }

    /** Whether it hears what is rung for {@code node}. */
    public boolean isListening(long node) {
        return connection != null && this.node == node;
    }

    /** Listens for {@code node} from now on, and for what concerns all. */
    public Future<Void> listen(long node) {
        close();
        Future<PgConnection> connecting = PgConnection.connect(vertx, options);
        return connecting
                .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                // One that comes too late would stay open, and nobody would know of it.
                .onFailure(cause -> connecting.onSuccess(PgConnection::close))
                .compose(opened -> {
                    connection = opened;
                    opened.closeHandler(v -> drop(opened));
                    opened.exceptionHandler(cause -> drop(opened)); // told by the server before it closes
                    opened.notificationHandler(notification ->
                            Notice.parse(notification.getPayload()).ifPresent(heard));
                    return ask(opened, opened.query("LISTEN " + ALL).execute())
                            .compose(v -> ask(
                                    opened,
                                    opened.query("LISTEN " + channel(node)).execute()))
                            .onSuccess(v -> this.node = node)
                            .mapEmpty();
                });
    }

    /** Runs a statement over the listening connection. */
    public Future<RowSet<Row>> query(String sql, Tuple values) {
        PgConnection current = connection;
        return current == null
                ? Future.failedFuture("the doorbell is not connected")
                : ask(current, current.preparedQuery(sql).execute(values));
    }

    public void close() {
        PgConnection current = connection;
        if (current != null) {
            drop(current);
        }
    }

    private Future<RowSet<Row>> ask(PgConnection current, Future<RowSet<Row>> answer) {
        return answer.timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS).onFailure(cause -> drop(current));
    }

    /** Closes one that the server has closed, too: Vert.x keeps what belongs to it until it is told. */
    private void drop(PgConnection gone) {
        if (connection == gone) {
            connection = null;
            node = 0;
            gone.close();
        }
    }
}
