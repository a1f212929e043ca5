package com.intergalacticteacher.database;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/** The open database: migrated, pooled, and, where none was given, brought along. */
public final class Database {
    /** Requests under way on one connection; more only wait in PostgreSQL's socket instead of here. */
    private static final int PIPELINING_LIMIT = 64;

    private static final int CONNECT_TIMEOUT_MILLIS = 3_000;
    /** How long a caller waits for a free connection: in an outage it is better told than kept waiting. */
    private static final int POOL_WAIT_SECONDS = 5;
    /**
     * A connection that has heard nothing for so long is closed, be it idle or cut off without a word: what waits on it
     * would wait for ever.
     */
    private static final int SILENCE_SECONDS = 15;
    /** Sent and not acknowledged by the other side's system. */
    private static final int UNHEARD_MILLIS = 5_000;
    /** How long a connection that nobody needs is kept. */
    private static final int POOL_IDLE_SECONDS = 300;

    /** Appends go one after the other; a second connection is for the lease, and for when the first is dead without saying so. */
    private static final int JOURNAL_POOL_SIZE = 2;

    private static final String SERVER_PATIENCE = "10s";

    private final Vertx vertx;
    private final DatabaseUrl url;
    private final Pool pool;
    private final Pool journalPool;
    private final @Nullable EmbeddedPostgres embedded;

    private Database(Vertx vertx, DatabaseUrl url, DatabaseConfig config, @Nullable EmbeddedPostgres embedded) {
        this.vertx = vertx;
        this.url = url;
        this.embedded = embedded;
        pool = pool(vertx, config, config.poolSize());
        journalPool = pool(vertx, config, JOURNAL_POOL_SIZE);
    }

    /**
     * Starts the embedded server unless a URL is given, migrates the schema and opens the pool, all off the event loop.
     * Fails with a {@link DatabaseException}; nothing is left running then.
     */
    public static Future<Database> open(Vertx vertx, DatabaseConfig config) {
        return vertx.executeBlocking(() -> openBlocking(vertx, config), false);
    }

    private static Database openBlocking(Vertx vertx, DatabaseConfig config) {
        DatabaseUrl given = config.url();
        if (given != null) {
            migrate(given);
            return new Database(vertx, given, config, null);
        }
        EmbeddedPostgres embedded = EmbeddedPostgres.start(config.dataDir());
        try {
            migrate(embedded.url());
            return new Database(vertx, embedded.url(), config, embedded);
        } catch (RuntimeException e) {
            embedded.close();
            throw e;
        }
    }

    /** Brings the schema up to date; blocks. Nodes that start together take turns. */
    public static void migrate(DatabaseUrl url) {
        try {
            Flyway.configure()
                    .dataSource(url.jdbcUrl(), url.user(), url.password())
                    .locations("classpath:db/migration")
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new DatabaseException("The database " + url + " cannot be opened and migrated: " + rootMessage(e), e);
        }
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }

    private Pool pool(Vertx vertx, DatabaseConfig config, int size) {
        // The last of the three lets go of clients that are frozen: they would hold their locks.
        String timeout = String.valueOf(config.statementTimeout().toMillis());
        return PgBuilder.pool()
                .with(new PoolOptions()
                        .setMaxSize(size)
                        .setConnectionTimeout(POOL_WAIT_SECONDS)
                        .setConnectionTimeoutUnit(TimeUnit.SECONDS)
                        .setIdleTimeout(POOL_IDLE_SECONDS)
                        .setIdleTimeoutUnit(TimeUnit.SECONDS))
                .with(new NetClientOptions()
                        .setConnectTimeout(CONNECT_TIMEOUT_MILLIS)
                        .setTcpKeepAlive(true)
                        .setTcpUserTimeout(UNHEARD_MILLIS)
                        .setReadIdleTimeout(SILENCE_SECONDS)
                        .setIdleTimeoutUnit(TimeUnit.SECONDS))
                .connectingTo(connectOptions()
                        .addProperty("statement_timeout", timeout)
                        .addProperty("lock_timeout", timeout)
                        .addProperty("idle_in_transaction_session_timeout", timeout))
                .using(vertx)
                .build();
    }

    /** Connections for statements and transactions; a connection taken from it pipelines what it is given. */
    public Pool pool() {
        return pool;
    }

    /** For the journal's appends and the node's lease alone, which wait for nobody that waits for a lock. */
    public Pool journalPool() {
        return journalPool;
    }

    /** For a connection outside the pool, as one that listens. */
    public PgConnectOptions connectOptions() {
        PgConnectOptions options = embedded == null ? url.connectOptions() : embedded.connectOptions();
        // The server, too, lets go of clients that are cut off: they would hold their locks.
        return options.setPipeliningLimit(PIPELINING_LIMIT)
                .setCachePreparedStatements(true)
                // Every statement here is best planned once; PostgreSQL would plan the hottest anew each time. What is
                // planned while a table is small, by reading all of it, must do when it is not.
                .addProperty("plan_cache_mode", "force_generic_plan")
                .addProperty("enable_seqscan", "off")
                .addProperty("statement_timeout", SERVER_PATIENCE)
                .addProperty("tcp_user_timeout", SERVER_PATIENCE);
    }

    public boolean isEmbedded() {
        return embedded != null;
    }

    /** Closes the pools, then stops the server if it is ours. */
    public Future<Void> close() {
        return Future.join(pool.close(), journalPool.close()).<Void>mapEmpty().eventually(this::stopEmbedded);
    }

    private Future<@Nullable Void> stopEmbedded() {
        EmbeddedPostgres server = embedded;
        return server == null
                ? Future.succeededFuture()
                : vertx.executeBlocking(() -> {
                    server.close();
                    return null;
                });
    }
}
