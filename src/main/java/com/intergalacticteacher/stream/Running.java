package com.intergalacticteacher.stream;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The streams this node is telling. Thread-safe. */
public final class Running {
    private final Map<Long, Control> streams = new ConcurrentHashMap<>();
    private final Set<Long> claimed = ConcurrentHashMap.newKeySet();
    private final Set<Long> untold = ConcurrentHashMap.newKeySet();
    private final Promise<Void> empty = Promise.promise();
    private volatile boolean isEmptyAwaited;

    /** Of two that this node is to tell, that of the older epoch is let go, whichever came first. */
    void add(long streamId, Control control) {
        streams.merge(streamId, control, (there, added) -> {
            boolean isLate = added.epoch() < there.epoch();
            (isLate ? added : there).signal(Signal.RELEASE);
            return isLate ? there : added;
        });
        claimed.remove(streamId);
    }

    /** The control of a draft that is still the one to be told. */
    @Nullable
    Control get(Draft draft) {
        Control control = streams.get(draft.streamId());
        return control != null && control.epoch() == draft.epoch() ? control : null;
    }

    /** Whether it is told here, now or soon. */
    public boolean contains(long streamId) {
        return streams.containsKey(streamId) || claimed.contains(streamId);
    }

    void remove(long streamId, Control control) {
        streams.remove(streamId, control);
        completeIfEmpty();
    }

    public int size() {
        return streams.size();
    }

    /** With those that are about to be told. */
    int sizeSoon() {
        return streams.size() + claimed.size();
    }

    /** How long the one that has been told longest has been told, pauses not counted. */
    public Duration oldest() {
        return Duration.ofNanos(
                streams.values().stream().mapToLong(Control::toldNanos).max().orElse(0));
    }

    /** What is told now, by stream. */
    Map<Long, Control> snapshot() {
        return Map.copyOf(streams);
    }

    /** It is this node's and will be told here in a moment. */
    void claimed(long streamId) {
        claimed.add(streamId);
    }

    /** What is told here now or soon: nobody has to claim it. */
    Set<Long> known() {
        Set<Long> known = new HashSet<>(streams.keySet());
        known.addAll(claimed);
        return known;
    }

    /** Streams that are this node's and that it does not tell: to be claimed again. */
    void untold(Set<Long> streamIds) {
        claimed.removeAll(streamIds);
        untold.addAll(streamIds);
    }

    /** Without those that a newer claim has brought here meanwhile. */
    Set<Long> takeUntold() {
        Set<Long> taken = new HashSet<>(untold);
        untold.removeAll(taken);
        taken.removeAll(known());
        return taken;
    }

    /** Completes once nothing is told here any more. */
    Future<Void> whenEmpty() {
        isEmptyAwaited = true;
        completeIfEmpty();
        return empty.future();
    }

    private void completeIfEmpty() {
        if (isEmptyAwaited && streams.isEmpty()) {
            empty.tryComplete();
        }
    }

    public void signal(long streamId, Signal signal) {
        Control control = streams.get(streamId);
        if (control != null) {
            control.signal(signal);
        }
    }

    public void signalAll(Signal signal) {
        streams.values().forEach(control -> control.signal(signal));
    }

    /** A stream has its whole time but once, however often it is taken over. */
    void stopOverdue(Duration timeout) {
        streams.values().forEach(control -> {
            if (control.toldNanos() > timeout.toNanos()) {
                control.signal(Signal.TIMEOUT);
            }
        });
    }
}
