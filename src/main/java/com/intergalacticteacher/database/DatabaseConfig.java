package com.intergalacticteacher.database;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Which PostgreSQL, and how many connections to it.
 *
 * @param url null: the embedded server under {@code dataDir}
 * @param dataDir where the embedded server and what belongs to it are kept
 * @param poolSize the greatest number of connections of this process, beside the one that listens and the journal's own
 * @param statementTimeout after which PostgreSQL gives up on a statement, on waiting for a lock, and on a transaction left
 *     open, of the pools' connections; zero: never
 */
public record DatabaseConfig(@Nullable DatabaseUrl url, Path dataDir, int poolSize, Duration statementTimeout) {
    public static final Duration DEFAULT_STATEMENT_TIMEOUT = Duration.ofSeconds(10);
    public static final Path DEFAULT_DATA_DIR = Path.of("data");
    public static final int DEFAULT_POOL_SIZE = 16;

    public DatabaseConfig {
        if (poolSize < 1) {
            throw new IllegalArgumentException(
                    "a pool of " + poolSize + " connections serves nobody, expected at least 1");
        }
    }
}
