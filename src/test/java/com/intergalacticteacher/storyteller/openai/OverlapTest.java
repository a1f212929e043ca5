package com.intergalacticteacher.storyteller.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.storyteller.Cuts;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverlapTest {
    private static final String TOLD =
            "The fox ran down to the river. It was cold, and the stones were round and grey, and there she saw a beau";

    @Property(tries = 1000, seed = "20261122")
    void push_repetitionAnyCut_isTakenOff(
            @ForAll @IntRange(min = 12, max = 104) int repeated,
            @ForAll @AlphaChars @StringLength(max = 300) String more,
            @ForAll long seed) {
        String answer = TOLD.substring(TOLD.length() - repeated) + more;
        assertThat(said(TOLD, answer, seed)).isEqualTo(more);
    }

    @Property(tries = 1000, seed = "20261122")
    void push_noRepetitionAnyCut_isAllSaid(
            @ForAll @AlphaChars @StringLength(max = 300) String more, @ForAll long seed) {
        assertThat(said(TOLD, "7" + more, seed)).isEqualTo("7" + more);
    }

    @Property(tries = 200, seed = "20261122")
    void push_firstLetterThatDiffers_holdsNothingBack(@ForAll long seed) {
        Overlap overlap = new Overlap(TOLD);
        assertThat(overlap.push("7")).isEqualTo("7");
        Cuts.of(TOLD, seed).forEach(piece -> assertThat(overlap.push(piece)).isEqualTo(piece));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "she saw a beau|beautiful bird|tiful bird",
                "she saw a beau|tiful bird|tiful bird",
                "Once upon a|a time| time",
                "Once upon a| time| time",
                "ban|ana|ana",
                "had had| had| had",
                "The end.|The end.|''",
                "The end. | Then|Then",
                "she had had|had enough| enough",
                "x|xx|x",
            })
    void push_joint_isMadeOnce(String told, String answer, String more) {
        for (long seed = 0; seed < 20; seed++) {
            assertThat(said(told, answer, seed).stripLeading())
                    .isEqualTo(more.replace("''", "").stripLeading());
        }
    }

    private static String said(String told, String answer, long seed) {
        Overlap overlap = new Overlap(told);
        StringBuilder said = new StringBuilder();
        Cuts.of(answer, seed).forEach(piece -> said.append(overlap.push(piece)));
        return said + overlap.end();
    }
}
