package com.intergalacticteacher.testing;

import com.intergalacticteacher.event.Brief;
import com.intergalacticteacher.event.ReadingLevel;
import com.intergalacticteacher.stream.Shelf;
import com.intergalacticteacher.stream.StreamConfig;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What most tests need: one family, one brief, and waiting with an end. */
public final class TestObjects {
    public static final Brief BRIEF = brief("friendship");

    /** Keeps no chapter. */
    public static final Shelf NO_SHELF = (draft, chapter) -> new Shelf.Place("kept AS (SELECT)", List.of());

    private TestObjects() {}

    public static Brief brief(String theme) {
        Brief.Hero mia = new Brief.Hero("Mia", 7, ReadingLevel.BEGINNER, "en", List.of("trains"));
        return new Brief(mia, theme, null, 1, null, null, List.of());
    }

    /** What the program is set to without settings, but for these. */
    public static StreamConfig streamConfig(String nodeName, int maxStreamsPerUser, int startsPerMinute) {
        return new StreamConfig(
                true,
                StreamConfig.DEFAULT_TIMEOUT,
                StreamConfig.DEFAULT_CHUNK_WORDS,
                StreamConfig.DEFAULT_GRANULARITY,
                maxStreamsPerUser,
                startsPerMinute,
                StreamConfig.DEFAULT_MAX_STREAMS_PER_NODE,
                StreamConfig.DEFAULT_PAUSE_RELEASE,
                StreamConfig.DEFAULT_PAUSE_LIMIT,
                nodeName,
                StreamConfig.DEFAULT_NODE_LEASE,
                StreamConfig.DEFAULT_JOURNAL_RETENTION);
    }

    /** A parent with one child. */
    public static Family family(Pool pool, String email) {
        long parentId = await(pool.preparedQuery(
                                "INSERT INTO parents (email, password_hash) VALUES ($1, 'none') RETURNING id")
                        .execute(Tuple.of(email)))
                .iterator()
                .next()
                .getLong("id");
        long childId = await(pool.preparedQuery("INSERT INTO children (parent_id, name, age, reading_level, language)"
                                + " VALUES ($1, 'Mia', 7, 'beginner', 'en') RETURNING id")
                        .execute(Tuple.of(parentId)))
                .iterator()
                .next()
                .getLong("id");
        return new Family(parentId, childId);
    }

    public record Family(long parentId, long childId) {}

    /** Blocks the test's own thread. */
    public static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (java.util.concurrent.ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
