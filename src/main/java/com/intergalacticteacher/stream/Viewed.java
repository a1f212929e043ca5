package com.intergalacticteacher.stream;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The streams that somebody views on this node. Thread-safe. */
public final class Viewed {
    private final Map<Long, Integer> viewers = new ConcurrentHashMap<>();
    private final Set<Long> unread = ConcurrentHashMap.newKeySet();
    private volatile Runnable onNew = () -> {};

    /** Called, on any thread, when a stream has its first viewer here. */
    void onNew(Runnable handler) {
        onNew = handler;
    }

    void add(long streamId) {
        if (viewers.merge(streamId, 1, Integer::sum) == 1) {
            onNew.run();
        }
    }

    void remove(long streamId) {
        viewers.computeIfPresent(streamId, (id, count) -> count == 1 ? null : count - 1);
    }

    /** The journal was out of reach for a reader: somebody is to ring when it is back. */
    void lookAgain(long streamId) {
        unread.add(streamId);
    }

    public int size() {
        return viewers.size();
    }

    /** Those that another node tells, or none yet. */
    Set<Long> toldElsewhere(Running running) {
        return viewers.keySet().stream().filter(id -> !running.contains(id)).collect(Collectors.toSet());
    }

    /** Of those told here the ones a reader could not read, each named once. */
    Set<Long> takeUnread() {
        Set<Long> taken = Set.copyOf(unread);
        unread.removeAll(taken);
        return taken.stream().filter(viewers::containsKey).collect(Collectors.toSet());
    }
}
