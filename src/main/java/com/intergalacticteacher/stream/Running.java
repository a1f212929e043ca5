package com.intergalacticteacher.stream;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The streams this node is telling. Thread-safe. */
public final class Running {
    private final Map<Long, Control> streams = new ConcurrentHashMap<>();

    /** What this node told under an older epoch is let go. */
    void add(long streamId, Control control) {
        Control former = streams.put(streamId, control);
        if (former != null) {
            former.signal(Signal.RELEASE);
        }
    }

    /** The control of a draft that is still the one to be told. */
    @Nullable
    Control get(Draft draft) {
        Control control = streams.get(draft.streamId());
        return control != null && control.epoch() == draft.epoch() ? control : null;
    }

    public boolean contains(long streamId) {
        return streams.containsKey(streamId);
    }

    void remove(long streamId, Control control) {
        streams.remove(streamId, control);
    }

    public int size() {
        return streams.size();
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

    void stopOverdue(Duration timeout) {
        streams.values().forEach(control -> {
            if (control.toldNanos() > timeout.toNanos()) {
                control.signal(Signal.TIMEOUT);
            }
        });
    }
}
