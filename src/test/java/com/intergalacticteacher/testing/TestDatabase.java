package com.intergalacticteacher.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.intergalacticteacher.database.Database;
import com.intergalacticteacher.database.DatabaseConfig;
import com.intergalacticteacher.database.DatabaseUrl;
import com.intergalacticteacher.database.EmbeddedPostgres;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A fresh, migrated database of its own on the one PostgreSQL that all tests of this JVM share. Everything here blocks:
 * call it from the test's thread.
 */
public final class TestDatabase implements AutoCloseable {
    private static final String TEMPLATE = "migrated";
    private static final int POOL_SIZE = 8;
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Database database;
    private final DatabaseConfig config;

    private TestDatabase(Database database, DatabaseConfig config) {
        this.database = database;
        this.config = config;
    }

    /** A new one, empty but for the schema; takes some tens of milliseconds once the server is up. */
    public static TestDatabase create(Vertx vertx) {
        DatabaseConfig config =
                new DatabaseConfig(createUrl(), Path.of("unused"), POOL_SIZE, DatabaseConfig.DEFAULT_STATEMENT_TIMEOUT);
        return new TestDatabase(await(Database.open(vertx, config)), config);
    }

    /** Only the URL of a new one, for a program that opens it by itself. */
    public static DatabaseUrl createUrl() {
        String name = "test_" + NUMBER.incrementAndGet();
        execute(Server.URL, "CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE);
        return onSameServer(Server.URL, name);
    }

    /** The same as the setting {@code DATABASE_URL} has it. */
    public static String createUri() {
        return uri(createUrl());
    }

    /** One of this server's, password included, which alone may need encoding. */
    public static String uri(DatabaseUrl url) {
        return "postgresql://" + url.user() + ":"
                + URLEncoder.encode(url.password(), UTF_8).replace("+", "%20") + "@" + url.host() + ":" + url.port()
                + "/" + url.database() + "?sslmode=disable";
    }

    private static DatabaseUrl onSameServer(DatabaseUrl url, String name) {
        return new DatabaseUrl(url.host(), url.port(), name, url.user(), url.password(), url.parameters());
    }

    public Pool pool() {
        return database.pool();
    }

    public Database database() {
        return database;
    }

    public DatabaseConfig config() {
        return config;
    }

    public DatabaseUrl url() {
        return Objects.requireNonNull(config.url());
    }

    @Override
    public void close() {
        await(database.close());
        execute(Server.URL, "DROP DATABASE " + url().database() + " WITH (FORCE)");
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public static Connection connect(DatabaseUrl url) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://" + url.host() + ":" + url.port() + "/" + url.database(),
                url.user(),
                url.password());
    }

    /** One statement on a connection of its own. */
    public static void execute(DatabaseUrl url, String sql) {
        try (Connection connection = connect(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Started by whoever comes first, gone with the JVM. */
    private static final class Server {
        static final DatabaseUrl URL = start();

        private static DatabaseUrl start() {
            try {
                Path folder = Files.createTempDirectory("test-database");
                EmbeddedPostgres postgres = EmbeddedPostgres.start(
                        folder,
                        Map.of(
                                "fsync", "off",
                                "synchronous_commit", "off",
                                "full_page_writes", "off",
                                "max_connections", "200"));
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    postgres.close();
                    delete(folder);
                }));
                DatabaseUrl template = onSameServer(postgres.url(), TEMPLATE);
                execute(postgres.url(), "CREATE DATABASE " + TEMPLATE);
                Database.migrate(template);
                return postgres.url();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void delete(Path folder) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
