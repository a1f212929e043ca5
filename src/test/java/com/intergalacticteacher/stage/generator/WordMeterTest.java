package com.intergalacticteacher.stage.generator;

import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.event.Brief;
import com.intergalacticteacher.event.ReadingLevel;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class WordMeterTest {

    /** 310 words are expected at seven. */
    @Test
    void percent_followsTheWords() {
        WordMeter words = meter(7);
        assertThat(words.percent(5, 80)).isEqualTo(5);
        words.add("word ".repeat(155));
        assertThat(words.percent(5, 80)).isEqualTo(40);
        words.add("word ".repeat(155));
        assertThat(words.percent(5, 80)).isEqualTo(80);
        words.add("word ".repeat(1_000));
        assertThat(words.percent(5, 80)).isEqualTo(80);
    }

    @Property(seed = "20261122")
    void percent_isTheSame_howeverTheWordsCame(
            @ForAll @IntRange(min = 1, max = 2_000) int length, @ForAll @IntRange(min = 1, max = 50) int step) {
        String text = "ab cde\n\nf ".repeat(length / 10 + 1);
        WordMeter whole = meter(5);
        WordMeter parts = meter(5);
        whole.add(text);
        for (int from = 0; from < text.length(); from += step) {
            parts.add(text.substring(from, Math.min(text.length(), from + step)));
        }
        assertThat(parts.percent(0, 100)).isEqualTo(whole.percent(0, 100));
    }

    @Property(seed = "20261122")
    void percent_isInStepsOfFive_withinItsBounds(
            @ForAll @IntRange(max = 800) int count, @ForAll @IntRange(min = 3, max = 16) int age) {
        WordMeter words = meter(age);
        words.add("word ".repeat(count));
        assertThat(words.percent(5, 80)).isBetween(5, 80).matches(percent -> percent % 5 == 0);
    }

    private static WordMeter meter(int age) {
        return WordMeter.expecting(new Brief.Hero("Mia", age, ReadingLevel.BEGINNER, "en", List.of()));
    }
}
