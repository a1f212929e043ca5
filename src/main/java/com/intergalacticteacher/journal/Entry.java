package com.intergalacticteacher.journal;

import io.vertx.core.buffer.Buffer;

/**
 * The events {@code seq} to {@code lastSeq} of a stream, appended together.
 *
 * @param epoch the claim under which they were written
 * @param isTerminal whether the last of them ends the stream
 * @param frames the events as the bytes that go out
 */
public record Entry(long streamId, int epoch, int seq, int lastSeq, boolean isTerminal, Buffer frames) {
    public Entry {
        if (seq < 1 || lastSeq < seq) {
            throw new IllegalArgumentException("seq: " + seq + " to " + lastSeq + " (expected: 1 <= seq <= lastSeq)");
        }
    }

    public int events() {
        return lastSeq - seq + 1;
    }
}
