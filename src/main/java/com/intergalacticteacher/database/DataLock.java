package com.intergalacticteacher.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Says that a data folder is ours. The operating system frees it when the process is gone, however it went. */
final class DataLock implements AutoCloseable {
    private final FileChannel channel;

    private DataLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Takes it at once or throws a {@link DatabaseException} that says who has it and what to do. */
    static DataLock take(Path folder) {
        FileChannel channel = open(folder);
        DataLock lock = new DataLock(channel);
        if (!lock.isTaken()) {
            lock.close();
            throw new DatabaseException(
                    "DATA_DIR " + folder + " is in use by another running Intergalactic Teacher;"
                            + " stop that one, or give this one another DATA_DIR, or let both share a database by DATABASE_URL");
        }
        return lock;
    }

    private boolean isTaken() {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // somebody else in this very process
        } catch (IOException e) {
            throw new DatabaseException("DATA_DIR cannot be locked: " + e.getMessage(), e);
        }
    }

    private static FileChannel open(Path folder) {
        try {
            Files.createDirectories(folder);
            return FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new DatabaseException("DATA_DIR " + folder + " cannot be written to: " + e, e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new DatabaseException("the lock of the data folder cannot be given back: " + e.getMessage(), e);
        }
    }
}
