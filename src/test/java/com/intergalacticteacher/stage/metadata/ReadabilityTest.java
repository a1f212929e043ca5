package com.intergalacticteacher.stage.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.event.ReadingLevel;
import org.junit.jupiter.api.Test;

class ReadabilityTest {

    /** 8 words, 2 sentences, 12 syllables: 0.39 * 4 + 11.8 * 1.5 - 15.59 = 3.67. */
    @Test
    void grade_ofEnglish_isFleschKincaid() {
        Readability readability = Readability.of("The dragon opened the window. It was morning.", "en");
        assertThat(readability).isEqualTo(new Readability(8, 3.7));
        assertThat(readability.level()).isEqualTo(ReadingLevel.BEGINNER);
    }

    /** 10 words, 1 sentence, 21 syllables: 0.39 * 10 + 11.8 * 2.1 - 15.59 = 13.09. */
    @Test
    void grade_ofLongWords_isHigh() {
        Readability readability =
                Readability.of("The explorers discovered an enormous underground river beneath the mountain.", "en-GB");
        assertThat(readability).isEqualTo(new Readability(10, 13.1));
        assertThat(readability.level()).isEqualTo(ReadingLevel.ADVANCED);
    }

    /** 12 words, 2 sentences, 12 syllables: -1.45, which no school has. */
    @Test
    void grade_isNeverBelowNought() {
        assertThat(Readability.of("The cat sat on the mat. The dog ran to the cat.", "en"))
                .isEqualTo(new Readability(12, 0));
    }

    /** 10 words, 2 sentences, 2 longer than six letters: LIX 10 / 2 + 100 * 2 / 10 = 25, from 24 on grade 5. */
    @Test
    void grade_ofGerman_isByLix() {
        Readability readability = Readability.of("Die Katze schläft. Der kleine Drache fliegt über das Schloss.", "de");
        assertThat(readability).isEqualTo(new Readability(10, 5));
        assertThat(readability.level()).isEqualTo(ReadingLevel.INTERMEDIATE);
    }

    /** 6 words, 2 sentences, none long: LIX 3, below 10 grade 1. */
    @Test
    void grade_ofShortGerman_isTheFirst() {
        assertThat(Readability.of("Der Hund rennt. Das Kind lacht.", "de")).isEqualTo(new Readability(6, 1));
    }

    /** 5 words, all long: LIX 105, far above college. */
    @Test
    void grade_ofTheHardestGerman_isThirteen() {
        assertThat(Readability.of("Wissenschaftliche Untersuchungen ergaben überraschende Zusammenhänge.", "de"))
                .isEqualTo(new Readability(5, 13));
    }

    @Test
    void words_ofNothing_areNone() {
        assertThat(Readability.of("", "en")).isEqualTo(new Readability(0, 0));
        assertThat(Readability.of("… — !", "de").words()).isZero();
    }

    @Test
    void words_withApostrophes_areOne() {
        assertThat(Readability.of("Don't wake Mia's cat!", "en").words()).isEqualTo(4);
    }

    @Test
    void minutes_areThoseOfTheReader_andAtLeastOne() {
        Readability chapter = new Readability(400, 3);
        assertThat(chapter.minutes(ReadingLevel.BEGINNER)).isEqualTo(5);
        assertThat(chapter.minutes(ReadingLevel.INTERMEDIATE)).isEqualTo(3);
        assertThat(chapter.minutes(ReadingLevel.ADVANCED)).isEqualTo(2);
        assertThat(new Readability(3, 0).minutes(ReadingLevel.ADVANCED)).isEqualTo(1);
    }

    @Test
    void level_changesAtGradesFourAndSeven() {
        assertThat(new Readability(1, 3.9).level()).isEqualTo(ReadingLevel.BEGINNER);
        assertThat(new Readability(1, 4).level()).isEqualTo(ReadingLevel.INTERMEDIATE);
        assertThat(new Readability(1, 6.9).level()).isEqualTo(ReadingLevel.INTERMEDIATE);
        assertThat(new Readability(1, 7).level()).isEqualTo(ReadingLevel.ADVANCED);
    }
}
