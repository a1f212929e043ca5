package com.intergalacticteacher.storyteller.grammar;

import com.intergalacticteacher.event.ReadingLevel;

/** How long a chapter is, in words, a few less than its reader likes, since names grow when they are introduced, and which lines it is told in. */
enum Level {
    BEGINNER("b", 205, 237, 2, 90),
    INTERMEDIATE("i", 365, 407, 3, 180),
    ADVANCED("a", 535, 586, 3, 300);

    final String key;
    final int shortest;
    final int longest;
    final int choices;
    /** The longest quotation of what the child said, in letters. */
    final int quotation;

    Level(String key, int shortest, int longest, int choices, int quotation) {
        this.key = key;
        this.shortest = shortest;
        this.longest = longest;
        this.choices = choices;
        this.quotation = quotation;
    }

    static Level of(ReadingLevel level) {
        return switch (level) {
            case BEGINNER -> BEGINNER;
            case INTERMEDIATE -> INTERMEDIATE;
            case ADVANCED -> ADVANCED;
        };
    }
}
