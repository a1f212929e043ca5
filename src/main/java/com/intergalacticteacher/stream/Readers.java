package com.intergalacticteacher.stream;

import com.intergalacticteacher.event.Cursor;
import com.intergalacticteacher.journal.Entries;
import com.intergalacticteacher.journal.Journal;
import io.vertx.core.Vertx;

/** Readers for viewers: of the journal, or, where a stream's events are gone, of its chapter. Thread-safe. */
public final class Readers {
    private final Vertx vertx;
    private final Journal journal;
    private final Shelf shelf;
    private final Viewed viewed;

    public Readers(Vertx vertx, Journal journal, Shelf shelf, Viewed viewed) {
        this.vertx = vertx;
        this.journal = journal;
        this.shelf = shelf;
        this.viewed = viewed;
    }

    /** One for a viewer on the current context, which is to be opened. */
    public StreamReader of(StreamState state, Cursor cursor, Viewer viewer) {
        Entries entries = state.isShelved() ? new ShelvedEntries(shelf, state) : journal;
        return new StreamReader(vertx.getOrCreateContext(), vertx.eventBus(), entries, viewed, cursor, viewer);
    }
}
