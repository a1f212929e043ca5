package com.intergalacticteacher.stream;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class RevisionsTest {

    @Test
    void keep_isUpToTheLastSentence() {
        assertThat(kept("One. Two! Three and")).isEqualTo("One. Two!");
    }

    @Test
    void keep_takesTheClosingMarksAlong() {
        assertThat(kept("“Look!” she said. “Run!” he")).isEqualTo("“Look!” she said. “Run!”");
        assertThat(kept("(It was late.) Then")).isEqualTo("(It was late.)");
    }

    @Test
    void keep_ofWholeSentences_isAll() {
        assertThat(kept("One. Two.")).isEqualTo("One. Two.");
    }

    @Test
    void keep_ofNoWholeSentence_isNothing() {
        assertThat(kept("Once upon a time")).isEmpty();
        assertThat(kept("")).isEmpty();
    }

    @Test
    void keep_neverReachesBeyondWhatIsFit() {
        assertThat(Revisions.keep("One. Two.” bad", 9)).isEqualTo(9);
        assertThat(Revisions.keep("One. Two. bad", 6)).isEqualTo(4);
    }

    @Test
    void keep_ofIdeographicSentences() {
        assertThat(kept("星が落ちた。みあは")).isEqualTo("星が落ちた。");
    }

    @Property(seed = "20261122")
    void keep_ofWhatWasKept_isAllOfIt(
            @ForAll @StringLength(max = 40) @Chars({'a', ' ', '.', '!', '”', ')'}) String text) {
        String kept = kept(text);
        assertThat(text).startsWith(kept);
        assertThat(kept(kept)).isEqualTo(kept);
    }

    private static String kept(String text) {
        return text.substring(0, Revisions.keep(text, text.length()));
    }
}
