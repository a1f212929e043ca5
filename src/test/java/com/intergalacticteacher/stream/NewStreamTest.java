package com.intergalacticteacher.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.event.Brief;
import com.intergalacticteacher.event.Granularity;
import com.intergalacticteacher.event.ReadingLevel;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NewStreamTest {

    @Test
    void fingerprint_ofTheSameRequest_isTheSame() {
        assertThat(fingerprint(1, 7L, "space", "Stars", 2, 1, "fly"))
                .isEqualTo(fingerprint(1, 7L, "space", "Stars", 2, 1, "fly"))
                .hasSize(64);
    }

    @Test
    void fingerprint_ofAnotherRequest_isAnother() {
        assertThat(Stream.of(
                        fingerprint(1, 7L, "space", "Stars", 2, 1, "fly"),
                        fingerprint(2, 7L, "space", "Stars", 2, 1, "fly"),
                        fingerprint(1, 8L, "space", "Stars", 2, 1, "fly"),
                        fingerprint(1, 7L, "ocean", "Stars", 2, 1, "fly"),
                        fingerprint(1, 7L, "space", "Moons", 2, 1, "fly"),
                        fingerprint(1, 7L, "space", "Stars", 3, 1, "fly"),
                        fingerprint(1, 7L, "space", "Stars", 2, 2, "fly"),
                        fingerprint(1, 7L, "space", "Stars", 2, 1, "run")))
                .doesNotHaveDuplicates();
    }

    @Test
    void fingerprint_ofAWordThatSaysNull_isNotThatOfNothing() {
        assertThat(fingerprint(1, null, "space", "null", 1, null, null))
                .isNotEqualTo(fingerprint(1, null, "space", null, 1, null, null));
    }

    @Test
    void fingerprint_ofTextInTheNextField_isAnother() {
        assertThat(fingerprint(1, null, "space", "a", 1, null, "b\0c"))
                .isNotEqualTo(fingerprint(1, null, "space", "a\0b", 1, null, "c"));
        assertThat(fingerprint(1, null, "b", "a\0x", 1, null, "c"))
                .isNotEqualTo(fingerprint(1, null, "x\0b", "a", 1, null, "c"));
    }

    @Test
    void fingerprint_knowsNothingOfHowItIsShown() {
        NewStream words = new NewStream(1, 1, null, brief("space", null, 1, null), Granularity.TOKEN, null, null);
        NewStream sentences =
                new NewStream(1, 1, null, brief("space", null, 1, null), Granularity.SENTENCE, null, null);
        assertThat(words.fingerprint()).isEqualTo(sentences.fingerprint());
    }

    private static String fingerprint(
            long child, Long story, String theme, String title, int chapter, Integer choice, String idea) {
        NewStream wanted =
                new NewStream(1, child, story, brief(theme, title, chapter, idea), Granularity.TOKEN, choice, null);
        return HexFormat.of().formatHex(wanted.fingerprint());
    }

    private static Brief brief(String theme, String title, int chapter, String idea) {
        Brief.Hero mia = new Brief.Hero("Mia", 7, ReadingLevel.BEGINNER, "en", List.of());
        return new Brief(mia, theme, title, chapter, null, idea, List.of());
    }
}
