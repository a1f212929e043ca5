package com.intergalacticteacher.stream;

import org.jspecify.annotations.Nullable;

/**
 * Where a stream stands.
 *
 * @param lastSeq its last event, once it has ended
 * @param owner the node telling it
 * @param isShelved whether the journal has gone and the chapter alone is left
 */
public record StreamState(
        long streamId,
        long storyId,
        int chapterNumber,
        boolean isPaused,
        @Nullable Integer lastSeq,
        @Nullable Long owner,
        boolean isShelved) {

    public boolean isEnded() {
        return lastSeq != null;
    }

    /** Whether a cursor at {@code seq} has seen all there will ever be. */
    public boolean isAtEnd(int seq) {
        return lastSeq != null && seq >= lastSeq;
    }
}
