package com.intergalacticteacher.journal;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The streams told here that other nodes watch. Only their appends ring: whoever is watched by nobody pays nothing.
 * Thread-safe.
 */
public final class Watched {
    private final Map<Long, Long> since = new ConcurrentHashMap<>();

    public void add(long streamId) {
        since.put(streamId, System.nanoTime());
    }

    /** What the database said at {@code askedAt} nanoseconds; what was added later stays. */
    public void replace(Set<Long> streams, long askedAt) {
        since.entrySet().removeIf(entry -> entry.getValue() - askedAt < 0 && !streams.contains(entry.getKey()));
        streams.forEach(stream -> since.putIfAbsent(stream, askedAt));
    }

    boolean isEmpty() {
        return since.isEmpty();
    }

    boolean contains(long streamId) {
        return since.containsKey(streamId);
    }
}
