package com.intergalacticteacher.storyteller.grammar;

import com.intergalacticteacher.event.Brief;

/** Thinks out chapters, on the calling thread, which it keeps busy for milliseconds. Thread-safe. */
public final class Grammar {
    private final Repertoire repertoire = Repertoire.load();

    /**
     * A chapter, and what of it is still to be told.
     *
     * @param rest what to tell after the text told so far
     */
    public record Told(Chapter chapter, String rest) {}

    /** The same chapter for the same arguments, always. */
    public Chapter chapter(long streamId, Brief brief) {
        return Composition.of(Outline.of(repertoire, streamId, brief)).chapter();
    }

    /**
     * The chapter, and what to tell after {@code told}: the chapter's rest, where that is its beginning, else another
     * way to its end.
     *
     * @param avoid whether something in the rest was objected to, so that another way has to be taken
     */
    public Told tell(long streamId, Brief brief, String told, boolean avoid) {
        Composition composition = Composition.of(Outline.of(repertoire, streamId, brief));
        return new Told(
                avoid ? composition.plain() : composition.chapter(), new Continuation(composition).after(told, avoid));
    }
}
