package com.intergalacticteacher.journal;

import com.intergalacticteacher.testing.InMemoryJournal;

class InMemoryJournalTest extends JournalContract {
    private final InMemoryJournal journal = new InMemoryJournal();
    private long lastStream;

    @Override
    Journal journal() {
        return journal;
    }

    @Override
    long stream() {
        journal.open(++lastStream);
        return lastStream;
    }

    @Override
    void claim(long streamId) {
        journal.claim(streamId);
    }

    @Override
    void end(long streamId) {
        journal.end(streamId);
    }
}
