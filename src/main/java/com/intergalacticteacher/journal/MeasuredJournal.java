package com.intergalacticteacher.journal;

import io.vertx.core.Future;
import java.util.List;

/**
 * A journal whose lag is measured: from an event's being written to its being durable, waiting for the commit before
 * included, and however long an outage lasts.
 */
public final class MeasuredJournal implements Journal {
    private final Journal journal;
    private final JournalMetrics metrics;

    public MeasuredJournal(Journal journal, JournalMetrics metrics) {
        this.journal = journal;
        this.metrics = metrics;
    }

    @Override
    public Future<Void> append(Entry entry) {
        long writtenAt = System.nanoTime();
        metrics.appending();
        return journal.append(entry).onComplete(done -> metrics.appended(System.nanoTime() - writtenAt));
    }

    @Override
    public Future<List<Entry>> read(long streamId, int seq) {
        return journal.read(streamId, seq);
    }
}
