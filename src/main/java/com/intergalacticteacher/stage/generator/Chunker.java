package com.intergalacticteacher.stage.generator;

import com.intergalacticteacher.event.Granularity;

/** Holds text back until it may leave: to a sentence's or paragraph's end. */
final class Chunker {
    private final Granularity granularity;
    private final int maxWords;
    private String held = "";

    private Chunker(Granularity granularity, int maxWords) {
        this.granularity = granularity;
        this.maxWords = maxWords;
    }

    static Chunker of(Granularity granularity, int maxWords) {
        return new Chunker(granularity, maxWords);
    }

    /** What may leave now that {@code text}, of whole graphemes, has come; empty if nothing. */
    String push(String text) {
        String all = held.isEmpty() ? text : held + text;
        int end = Boundaries.end(all, granularity, maxWords);
        held = all.substring(end);
        return end == all.length() ? all : all.substring(0, end);
    }

    String finish() {
        String rest = held;
        held = "";
        return rest;
    }
}
