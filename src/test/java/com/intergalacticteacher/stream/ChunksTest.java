package com.intergalacticteacher.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ChunksTest {

    @Property(seed = "20261122")
    void chunks_joined_areTheText(@ForAll("texts") String text, @ForAll @IntRange(min = 1, max = 4) int maxWords) {
        assertThat(String.join("", chunks(text, maxWords))).isEqualTo(text);
    }

    @Property(seed = "20261122")
    void chunk_hasNoMoreWordsThanItMay(@ForAll("texts") String text, @ForAll @IntRange(min = 1, max = 4) int maxWords) {
        assertThat(chunks(text, maxWords))
                .allSatisfy(chunk -> assertThat(words(chunk)).isLessThanOrEqualTo(maxWords));
    }

    @Test
    void end_isBeforeTheSpaceAfterTheLastWord() {
        assertThat(chunks("one two  three four\nfive", 2)).containsExactly("one two", "  three four", "\nfive");
    }

    @Test
    void end_ofFewWords_isThatOfTheText() {
        assertThat(Chunks.end("one two", 0, 2)).isEqualTo(7);
        assertThat(Chunks.end("one two ", 0, 3)).isEqualTo(8);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars("aé🌟".toCharArray())
                .withChars(' ', '\n', '\t')
                .ofMaxLength(60);
    }

    private static List<String> chunks(String text, int maxWords) {
        List<String> chunks = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            int end = Chunks.end(text, from, maxWords);
            assertThat(end).isGreaterThan(from);
            chunks.add(text.substring(from, end));
            from = end;
        }
        return chunks;
    }

    private static int words(String text) {
        return text.isBlank() ? 0 : text.strip().split("\\s+").length;
    }
}
