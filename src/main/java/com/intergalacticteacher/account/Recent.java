package com.intergalacticteacher.account;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What was found of sessions within the last second, so that a busy page asks the database once. Thread-safe. */
final class Recent {
    /** How long a session that another node has ended may still be taken for good. */
    private static final long NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final int MAX = 10_000;

    private final Map<UUID, Found> found = new LinkedHashMap<>();

    private record Found(Identity identity, long at) {}

    synchronized @Nullable Identity get(UUID sessionId) {
        Found entry = found.get(sessionId);
        return entry == null || isOld(entry) ? null : entry.identity();
    }

    /** The oldest stand first: what is old is dropped from there, and what is too many. */
    synchronized void put(UUID sessionId, Identity identity) {
        found.remove(sessionId);
        found.put(sessionId, new Found(identity, System.nanoTime()));
        Iterator<Found> oldest = found.values().iterator();
        while (oldest.hasNext() && (isOld(oldest.next()) || found.size() > MAX)) {
            oldest.remove();
        }
    }

    synchronized void forget(UUID sessionId) {
        found.remove(sessionId);
    }

    private static boolean isOld(Found entry) {
        return System.nanoTime() - entry.at() > NANOS;
    }
}
