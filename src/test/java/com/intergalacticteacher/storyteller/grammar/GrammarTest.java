package com.intergalacticteacher.storyteller.grammar;

import static com.intergalacticteacher.storyteller.grammar.Shelf.AGES;
import static com.intergalacticteacher.storyteller.grammar.Shelf.GRAMMAR;
import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.event.Brief;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class GrammarTest {
    private static final Pattern SYLLABLE = Pattern.compile("(?iU)[aeiouy]+(?!\\b)|[aiouy]\\b|\\b[^aeiouy\\s]*e\\b");

    @Test
    void threeChapters_anySeed_areFaultless() {
        for (int seed = 1; seed <= 90; seed++) {
            Brief brief = Shelf.brief(seed, AGES[seed / 2 % 3]);
            for (int chapter = 1; chapter <= 3; chapter++) {
                Chapter told = GRAMMAR.chapter(seed * 10L + chapter, brief);
                Proofreading.assertFaultless(seed, told, brief);
                brief = Shelf.next(brief, told, seed / 2);
            }
        }
    }

    @Test
    void chapter_manySeeds_noTwoAlike() {
        Likeness likeness = Likeness.of(Shelf.brief(1, 9), 200);
        assertThat(likeness.mean()).isLessThan(0.05);
        assertThat(likeness.worst()).isLessThan(0.66);
    }

    @Test
    void chapter_threeLevels_readAsThreeLevels() {
        double[] grades = new double[AGES.length];
        int seeds = 30;
        for (int seed = 1; seed <= seeds; seed++) {
            for (int i = 0; i < AGES.length; i++) {
                grades[i] +=
                        grade(GRAMMAR.chapter(seed, Shelf.brief(seed, AGES[i])).text()) / seeds;
            }
        }
        assertThat(grades[0]).isLessThan(2.5);
        assertThat(grades[1]).isBetween(grades[0] + 1.5, 6.0);
        assertThat(grades[2]).isBetween(grades[1] + 1, 10.0);
    }

    /** Flesch-Kincaid. */
    private static double grade(String text) {
        double words = Prose.words(text);
        Matcher vowels = SYLLABLE.matcher(text);
        int syllables = 0;
        while (vowels.find()) {
            syllables++;
        }
        return 0.39 * words / Prose.sentences(text).size() + 11.8 * syllables / words - 15.59;
    }

    @Test
    void chapter_sameRequest_isTheSame() {
        Grammar another = new Grammar();
        for (int seed = 1; seed <= 10; seed++) {
            assertThat(another.chapter(seed, Shelf.brief(seed, 9)))
                    .isEqualTo(GRAMMAR.chapter(seed, Shelf.brief(seed, 9)));
        }
    }

    @Test
    void chapter_titleAskedFor_isKept() {
        assertThat(GRAMMAR.chapter(1, Shelf.brief(1, 9, "My Own Title")).title())
                .isEqualTo("My Own Title");
    }
}
