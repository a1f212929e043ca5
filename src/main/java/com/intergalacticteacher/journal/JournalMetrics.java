package com.intergalacticteacher.journal;

/** What is worth knowing of the journal. Called from any thread. */
public interface JournalMetrics {
    JournalMetrics NOOP = new JournalMetrics() {
        @Override
        public void committed(long nanos, int events) {}
    };

    /** One commit that took {@code nanos} and made {@code events} events durable. */
    void committed(long nanos, int events);
}
