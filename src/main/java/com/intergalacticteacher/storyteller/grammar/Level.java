package com.intergalacticteacher.storyteller.grammar;

import com.intergalacticteacher.event.ReadingLevel;

/** How long a chapter is, in words, and which lines it is told in. */
enum Level {
    BEGINNER("b", 215, 245, 2),
    INTERMEDIATE("i", 375, 415, 3),
    ADVANCED("a", 550, 595, 3);

    final String key;
    final int shortest;
    final int longest;
    final int choices;

    Level(String key, int shortest, int longest, int choices) {
        this.key = key;
        this.shortest = shortest;
        this.longest = longest;
        this.choices = choices;
    }

    static Level of(ReadingLevel level) {
        return switch (level) {
            case BEGINNER -> BEGINNER;
            case INTERMEDIATE -> INTERMEDIATE;
            case ADVANCED -> ADVANCED;
        };
    }
}
