package com.intergalacticteacher.http;

/** What browsers saw. Called on event loops. */
public interface ClientMetrics {
    ClientMetrics NOOP = new ClientMetrics() {};

    default void firstChunkSeen(long millis) {}

    default void stalls(long count) {}

    default void reconnects(long count) {}
}
