package com.intergalacticteacher.bus;

import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * The doorbell of a stream: the journal now holds its events up to {@code lastSeq}.
 *
 * @param frames the events {@code seq} to {@code lastSeq} as they go out, or null where only the bell was heard
 */
public record Appended(
        long streamId,
        int seq,
        int lastSeq,
        boolean isTerminal,
        @Nullable Buffer frames) implements Ring {}
