package com.intergalacticteacher.http.sse;

/** What is worth knowing of open responses. Called from any thread. */
public interface SseMetrics {
    SseMetrics NOOP = new SseMetrics() {};

    default void opened() {}

    default void closed() {}

    /** The first content was written {@code nanos} after the request was accepted. */
    default void firstChunk(long nanos) {}

    /** A viewer came back with a cursor. */
    default void resumed(String kind) {}

    default void rejected(String reason) {}
}
