package com.intergalacticteacher.journal;

/** What is worth knowing of the journal. Called from any thread. */
public interface JournalMetrics {
    JournalMetrics NOOP = new JournalMetrics() {
        @Override
        public void committed(long nanos, int events) {}
    };

    /** Events were handed to the journal. */
    default void appending() {}

    /** They were settled {@code nanos} later: durable, or refused. */
    default void appended(long nanos) {}

    /** One commit that took {@code nanos} and made {@code events} events durable. */
    void committed(long nanos, int events);
}
