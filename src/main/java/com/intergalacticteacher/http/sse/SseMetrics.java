package com.intergalacticteacher.http.sse;

import com.intergalacticteacher.stream.StreamMetrics;

/** What is worth knowing of open responses, and of the streams they show. Called from any thread. */
public interface SseMetrics extends StreamMetrics {
    SseMetrics NOOP = new SseMetrics() {};

    default void opened() {}

    default void closed() {}

    /** The first content was written {@code nanos} after the request was accepted. */
    default void firstChunk(long nanos) {}
}
