package com.intergalacticteacher.stage.metadata;

import com.intergalacticteacher.event.ReadingLevel;
import java.util.Arrays;
import java.util.Locale;

/**
 * How hard a text is: English by the Flesch-Kincaid grade level (Kincaid et al. 1975), other languages by LIX
 * (Björnsson 1968), which needs no syllables, brought to school grades by Anderson's table (1983), whose college is grade 13.
 *
 * @param grade the school grade, not below 0, to one decimal
 */
record Readability(int words, double grade) {
    /** Where grades 2 to 13 begin. */
    private static final int[] LIX_OF_GRADE = {10, 15, 20, 24, 28, 32, 36, 40, 44, 48, 52, 56};

    static Readability of(String text, String language) {
        WordCount count = WordCount.of(text, Locale.forLanguageTag(language));
        double grade = language.startsWith("en") ? fleschKincaid(count) : lixGrade(count);
        return new Readability(count.words(), Math.round(Math.max(0, grade) * 10) / 10.0);
    }

    ReadingLevel level() {
        if (grade < 4) {
            return ReadingLevel.BEGINNER;
        }
        return grade < 7 ? ReadingLevel.INTERMEDIATE : ReadingLevel.ADVANCED;
    }

    /** At least one, at the words a minute that children of the level read. */
    int minutes(ReadingLevel reader) {
        int wordsPerMinute = switch (reader) {
            case BEGINNER -> 80;
            case INTERMEDIATE -> 130;
            case ADVANCED -> 180;
        };
        return Math.max(1, Math.round((float) words / wordsPerMinute));
    }

    private static double fleschKincaid(WordCount count) {
        return 0.39 * count.words() / Math.max(1, count.sentences())
                + 11.8 * count.syllables() / Math.max(1, count.words())
                - 15.59;
    }

    private static double lixGrade(WordCount count) {
        double lix = (double) count.words() / Math.max(1, count.sentences())
                + 100.0 * count.longWords() / Math.max(1, count.words());
        return 1 + Arrays.stream(LIX_OF_GRADE).filter(from -> lix >= from).count();
    }
}
