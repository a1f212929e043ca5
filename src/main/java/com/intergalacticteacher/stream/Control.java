package com.intergalacticteacher.stream;

import io.vertx.core.Context;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One running stream, as seen from outside its stages: keeps what was signalled, so that a signal sent while the baton
 * is between two stages is heard by the next. Thread-safe.
 */
final class Control {
    private final int epoch;
    private final long claimedAt = System.nanoTime();
    private final long toldBeforeNanos;
    private final @Nullable String trace;
    private long changedAt = claimedAt;
    private boolean isPaused;
    private long pausedAt;
    private long pausedNanos;
    private @Nullable Signal last;
    private @Nullable Context context;
    private @Nullable Consumer<Signal> listener;

    /** {@code toldNanos}: how long before it was opened, pauses not counted. */
    Control(int epoch, long toldNanos) {
        this(epoch, toldNanos, null);
    }

    /** {@code trace}: what the stages' spans are part of. */
    Control(int epoch, long toldNanos, @Nullable String trace) {
        this.epoch = epoch;
        this.trace = trace;
        toldBeforeNanos = toldNanos;
    }

    @Nullable
    String trace() {
        return trace;
    }

    int epoch() {
        return epoch;
    }

    /** Hears of every signal on {@code context} from now on, and at once of what still holds. */
    synchronized void listen(Context context, Consumer<Signal> listener) {
        this.context = context;
        this.listener = listener;
        if (last != null) {
            tell(last);
        } else if (isPaused) {
            tell(Signal.PAUSE);
        }
    }

    synchronized void signal(Signal signal) {
        boolean isNews = signal.isFinal() || (signal == Signal.PAUSE) != isPaused;
        if (last != null || !isNews) {
            return;
        }
        if (signal.isFinal()) {
            last = signal;
        } else {
            pause(signal == Signal.PAUSE);
        }
        tell(signal);
    }

    private void pause(boolean paused) {
        isPaused = paused;
        long now = System.nanoTime();
        if (paused) {
            pausedAt = now;
        } else {
            pausedNanos += now - pausedAt;
        }
        changedAt = now;
    }

    /** What the database said at {@code askedAt} nanoseconds, unless something newer was heard here. */
    synchronized void settle(boolean paused, long askedAt) {
        if (changedAt - askedAt < 0) {
            signal(paused ? Signal.PAUSE : Signal.RESUME);
        }
    }

    synchronized boolean isPaused() {
        return isPaused;
    }

    private void tell(Signal signal) {
        Context context = this.context;
        Consumer<Signal> listener = this.listener;
        if (context != null && listener != null) {
            context.runOnContext(v -> listener.accept(signal));
        }
    }

    /** How long ago the stream was opened, here or elsewhere, pauses not counted. */
    synchronized long toldNanos() {
        long now = isPaused ? pausedAt : System.nanoTime();
        return toldBeforeNanos + now - claimedAt - pausedNanos;
    }
}
