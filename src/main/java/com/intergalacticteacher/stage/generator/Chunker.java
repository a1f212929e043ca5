package com.intergalacticteacher.stage.generator;

import com.intergalacticteacher.event.Granularity;

/** Holds text back until it may leave: to a sentence's or paragraph's end, and never within a grapheme. */
final class Chunker {
    private final Granularity granularity;
    private final int maxWords;
    private String held = "";
    private boolean isReleased;

    private Chunker(Granularity granularity, int maxWords) {
        this.granularity = granularity;
        this.maxWords = maxWords;
    }

    static Chunker of(Granularity granularity, int maxWords) {
        return new Chunker(granularity, maxWords);
    }

    /** What may leave now that {@code text} has come; empty if nothing. */
    String push(String text) {
        String piece = held.isEmpty() && isReleased ? Graphemes.withoutLateMarks(text) : text;
        if (piece.isEmpty()) {
            return "";
        }
        String all = held.isEmpty() ? piece : held + piece;
        int end = Graphemes.settled(all, Boundaries.end(all, granularity, maxWords));
        held = all.substring(end);
        isReleased |= end > 0;
        return end == all.length() ? all : all.substring(0, end);
    }

    String finish() {
        String rest = held;
        held = "";
        return rest;
    }
}
