package com.intergalacticteacher.event;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How well a child reads, and how hard a chapter is to read. */
public enum ReadingLevel {
    @JsonProperty("beginner")
    BEGINNER,
    @JsonProperty("intermediate")
    INTERMEDIATE,
    @JsonProperty("advanced")
    ADVANCED;

    /** The level expected of a child of that age, in years. */
    public static ReadingLevel at(int age) {
        if (age <= 7) {
            return BEGINNER;
        }
        return age <= 10 ? INTERMEDIATE : ADVANCED;
    }
}
