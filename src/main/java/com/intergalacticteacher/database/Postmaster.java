package com.intergalacticteacher.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The server process that a data folder's {@code postmaster.pid} names, if it really is one. */
record Postmaster(ProcessHandle process) {
    private static final int KILL_SECONDS = 10;

    /** Where the server of {@code data} says which process it is. */
    static Path pidFile(Path data) {
        return data.resolve("postmaster.pid");
    }

    /** Empty when none runs; a pid that the system has since given to another program, or another server, is none. */
    static Optional<Postmaster> of(Path data) {
        return pid(pidFile(data))
                .flatMap(ProcessHandle::of)
                .filter(process -> isPostgres(process) && serves(process, data))
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
        return process.isAlive()
                && process.info()
                        .command()
                        .map(Path::of)
                        .map(Path::getFileName)
                        .filter(name -> name != null && name.toString().equals("postgres"))
                        .isPresent();
    }

    /** A server works in its data folder; where the system does not tell, its arguments name it. */
    private static boolean serves(ProcessHandle process, Path data) {
        Path workingDirectory = Path.of("/proc", Long.toString(process.pid()), "cwd");
        try {
            if (Files.exists(workingDirectory)) {
                return Files.isSameFile(workingDirectory, data);
            }
        } catch (IOException e) {
            return false;
        }
        return process.info()
                .arguments()
                .filter(arguments -> List.of(arguments).contains(data.toString()))
                .isPresent();
    }

    long pid() {
        return process.pid();
    }

    /** The last resort; the data survives it, as it would a power cut. */
    void kill() {
        process.destroyForcibly();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(KILL_SECONDS);
        // A dead process that nobody waits for keeps its pid but not its program; onExit would wait for it for ever.
        while (isPostgres(process)) {
            if (System.nanoTime() > deadline) {
                throw new DatabaseException("PostgreSQL " + pid() + " does not end, stop it by hand");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }
}
