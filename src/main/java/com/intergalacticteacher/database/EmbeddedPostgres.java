package com.intergalacticteacher.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.pgclient.PgConnectOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL of our own under {@code DATA_DIR/postgresql}, on a free loopback port, which keeps its data.
 *
 * <p>Everything here blocks. The server is not a child of ours: it lives through a {@code kill -9} of this process, and
 * the next start, which holds the folder's lock, stops it first.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final String USER = "postgres";
    private static final int START_SECONDS = 60;
    private static final int STOP_SECONDS = 20;
    private static final int PORT_ATTEMPTS = 3;
    private static final long LOG_BYTES = 10_000_000;

    private final Path data;
    private final Path log;
    private final PostgresPrograms programs;
    private final DataLock lock;
    private final @Nullable SocketFolder sockets;
    private final String password;
    private int port;

    private EmbeddedPostgres(Path dataDir, DataLock lock) {
        this.data = dataDir.resolve("postgresql");
        this.log = dataDir.resolve("postgresql.log");
        this.lock = lock;
        this.sockets = SocketFolder.of(dataDir).orElse(null);
        this.programs = PostgresPrograms.unpack(dataDir.resolve("postgresql-programs"));
        this.password = SecretFile.readOrMake(dataDir.resolve("postgresql.password"));
    }

    /**
     * Starts the server of {@code dataDir}, which is made if it is not there.
     *
     * @throws DatabaseException if another process holds the folder or the server does not start
     */
    public static EmbeddedPostgres start(Path dataDir) {
        return start(dataDir, Map.of());
    }

    /** The same with settings of {@code postgresql.conf} on top, values without blanks. */
    public static EmbeddedPostgres start(Path dataDir, Map<String, String> settings) {
        Path folder = dataDir.toAbsolutePath().normalize();
        DataLock lock = DataLock.take(folder);
        try {
            EmbeddedPostgres server = new EmbeddedPostgres(folder, lock);
            server.start(settings);
            return server;
        } catch (IOException e) {
            lock.close();
            throw new DatabaseException(
                    "The embedded PostgreSQL under " + folder + " does not start: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private void start(Map<String, String> settings) throws IOException {
        if (Files.exists(log) && Files.size(log) > LOG_BYTES) {
            Files.delete(log);
        }
        Postmaster.of(data).ifPresent(this::stopOrphan);
        // What is left of a server that is gone; its number may by now be another program's, before which it would
        // halt.
        Files.deleteIfExists(Postmaster.pidFile(data));
        if (sockets != null) {
            sockets.clear();
        }
        if (!Files.exists(data)) {
            initialise();
        }
        for (int attempt = 1; !startOnFreePort(settings); attempt++) {
            if (attempt == PORT_ATTEMPTS) {
                throw new DatabaseException("The embedded PostgreSQL found no free port in " + attempt + " attempts");
            }
        }
        LOG.info("PostgreSQL of {} is up on 127.0.0.1:{}", data, port);
    }

    private void stopOrphan(Postmaster orphan) {
        LOG.warn(
                "PostgreSQL {} still runs on {}: the program before did not end in order; stopping it",
                orphan.pid(),
                data);
        stop();
    }

    /** In a folder beside, renamed when complete: a first start that is cut off leaves nothing half made. */
    private void initialise() throws IOException {
        Path fresh = data.resolveSibling("postgresql.new");
        FileTree.delete(fresh);
        programs.run(
                "initdb",
                List.of(
                        "-D",
                        fresh.toString(),
                        "-U",
                        USER,
                        "-A",
                        "scram-sha-256",
                        "--pwfile=" + data.resolveSibling("postgresql.password"),
                        "-E",
                        "UTF8",
                        "--locale=C",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8"));
        Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private boolean startOnFreePort(Map<String, String> settings) throws IOException {
        port = freePort();
        long before = Files.exists(log) ? Files.size(log) : 0;
        try {
            programs.run(
                    "pg_ctl",
                    List.of(
                            "-D",
                            data.toString(),
                            "-l",
                            log.toString(),
                            "-t",
                            Integer.toString(START_SECONDS),
                            "-w",
                            "-o",
                            options(settings),
                            "start"));
            return true;
        } catch (DatabaseException e) {
            List<String> said = linesSince(before);
            if (said.stream().anyMatch(line -> line.contains("Address already in use"))) {
                return false;
            }
            throw new DatabaseException(
                    "The embedded PostgreSQL on " + data + " does not start, see " + log + ": "
                            + reason(said).orElse(e.getMessage()),
                    e);
        }
    }

    private String options(Map<String, String> settings) {
        Map<String, String> all = new TreeMap<>(Map.of(
                "port", Integer.toString(port),
                "listen_addresses", "127.0.0.1",
                "unix_socket_directories", "",
                "timezone", "UTC",
                "log_timezone", "UTC",
                "log_checkpoints", "off"));
        if (sockets != null) {
            all.putAll(sockets.settings());
        }
        all.putAll(settings);
        List<String> options = new ArrayList<>();
        all.forEach((name, value) -> options.add("-c " + name + "=" + value));
        return String.join(" ", options);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private List<String> linesSince(long offset) throws IOException {
        byte[] all = Files.exists(log) ? Files.readAllBytes(log) : new byte[0];
        int from = (int) Math.min(offset, all.length);
        return new String(all, from, all.length - from, UTF_8).lines().toList();
    }

    private static Optional<String> reason(List<String> lines) {
        return lines.stream()
                .filter(line -> line.contains("FATAL") || line.contains("PANIC") || line.contains("HINT"))
                .map(line -> line.replaceFirst("^.*?(FATAL|PANIC|HINT): *", ""))
                .reduce((first, second) -> first + "; " + second);
    }

    /** Where it listens, with the database that is there from the start. */
    public DatabaseUrl url() {
        return new DatabaseUrl("127.0.0.1", port, USER, USER, password, Map.of("sslmode", "disable"));
    }

    /** For the reactive client, over the socket if there is one. */
    PgConnectOptions connectOptions() {
        PgConnectOptions options = url().connectOptions();
        return sockets == null ? options : options.setHost(sockets.path().toString());
    }

    /** Stops the server, its clients cut off, what they committed kept; then frees the folder. */
    @Override
    public void close() {
        stop();
        lock.close();
    }

    /** The more roughly the longer it takes. */
    private void stop() {
        for (String mode : List.of("fast", "immediate")) {
            if (Postmaster.of(data).isPresent()) {
                stop(mode);
            }
        }
        Postmaster.of(data).ifPresent(Postmaster::kill);
    }

    private void stop(String mode) {
        String seconds = Integer.toString(STOP_SECONDS);
        try {
            programs.run("pg_ctl", List.of("-D", data.toString(), "-m", mode, "-t", seconds, "-w", "stop"));
        } catch (DatabaseException e) {
            LOG.warn("PostgreSQL on {} was not stopped by a {} shutdown: {}", data, mode, e.getMessage());
        }
    }
}
