package com.intergalacticteacher.stream;

import com.intergalacticteacher.event.StoryEvent;

/** What is worth knowing of streams. Called from any thread. */
public interface StreamMetrics {
    StreamMetrics NOOP = new StreamMetrics() {};

    /** Who goes on in the middle of a stream. */
    enum Resume {
        VIEWER,
        TAKE_OVER
    }

    /** A stream was opened here for the first time. */
    default void started() {}

    /** A stream ended here, {@code nanos} after it was opened. */
    default void ended(Outcome outcome, long nanos) {}

    default void event(Class<? extends StoryEvent> type) {}

    /** The time between two chunks of a stream. */
    default void chunkGap(long nanos) {}

    default void resumed(Resume kind) {}

    /** A request for a stream was turned away. */
    default void rejected(RefusedException.Reason reason) {}
}
