package com.intergalacticteacher.storyteller.grammar;

import static com.intergalacticteacher.storyteller.grammar.Shelf.GRAMMAR;
import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.event.Brief;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The thorough scans; {@link GrammarTest} takes samples of them. */
class GrammarIT {

    @ParameterizedTest
    @ValueSource(ints = {5, 9, 12})
    void threeChapters_thousandSeeds_areFaultless(int age) {
        for (int seed = 1; seed <= 1000; seed++) {
            Brief brief = Shelf.brief(seed, age);
            for (int chapter = 1; chapter <= 3; chapter++) {
                Chapter told = GRAMMAR.chapter(seed * 10L + chapter, brief);
                Proofreading.assertFaultless(seed, told, brief);
                brief = Shelf.next(brief, told, seed / 2);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 9, 12})
    void chapter_thousandSeeds_noTwoAlike(int age) {
        Likeness likeness = Likeness.of(Shelf.brief(1, age), 1000);
        assertThat(likeness.mean()).isLessThan(0.05);
        assertThat(likeness.worst()).isLessThan(0.68);
    }
}
