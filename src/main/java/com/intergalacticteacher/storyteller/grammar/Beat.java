package com.intergalacticteacher.storyteller.grammar;

/**
 * One step of a chapter.
 *
 * @param rank how gladly it is left out where there is no room: {@link #NEEDED} never, {@link #EXTRA} first
 * @param joined whether it stands in the paragraph of the step before
 */
record Beat(String name, int rank, boolean joined, String text) {
    static final int NEEDED = 0;
    static final int WISHED = 1;
    static final int ATTEMPT = 2;
    static final int PAYOFF = 3;
    static final int EXTRA = 4;

    boolean needed() {
        return rank == NEEDED;
    }

    int words() {
        return Prose.words(text);
    }

    /** As the first of its kind: "Then the bell rang" becomes "the bell rang". */
    Beat first() {
        return new Beat(name, rank, joined, text.replaceFirst("^(Then|Next) ", ""));
    }
}
