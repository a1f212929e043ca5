package com.intergalacticteacher.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The server process that a data folder's {@code postmaster.pid} names, if it really is one. */
record Postmaster(ProcessHandle process) {
    private static final int KILL_SECONDS = 10;

    /** Empty when none runs; a pid that the system has since given to another program is none. */
    static Optional<Postmaster> of(Path data) {
        return pid(data.resolve("postmaster.pid"))
                .flatMap(ProcessHandle::of)
                .filter(ProcessHandle::isAlive)
                .filter(Postmaster::isPostgres)
                .map(Postmaster::new);
    }

    private static Optional<Long> pid(Path file) {
        try {
            return Files.readAllLines(file).stream().findFirst().map(line -> Long.valueOf(line.strip()));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> Path.of(command).getFileName().toString().startsWith("postgres"))
                .orElse(false);
    }

    long pid() {
        return process.pid();
    }

    /** The last resort; the data survives it, as it would a power cut. */
    void kill() {
        if (!process.isAlive()) {
            return;
        }
        process.destroyForcibly();
        try {
            process.onExit().get(KILL_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new DatabaseException("PostgreSQL " + pid() + " does not end, stop it by hand", e);
        }
    }
}
