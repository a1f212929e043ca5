package com.intergalacticteacher.stage.generator;

import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.event.Granularity;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkerTest {
    private static final int MAX_WORDS = 200;

    @Property(seed = "20261122")
    void chunks_joined_areTheText_howeverItCame(
            @ForAll("stories") String story,
            @ForAll @Size(max = 12) Set<@IntRange(max = 120) Integer> cuts,
            @ForAll Granularity granularity,
            @ForAll @IntRange(min = 1, max = 5) int maxWords) {
        assertThat(String.join("", chunks(granularity, maxWords, cut(story, cuts))))
                .isEqualTo(story);
    }

    @Test
    void sentence_waitsForItsEnd() {
        assertThat(chunks(
                        Granularity.SENTENCE, MAX_WORDS, List.of("Mia ", "ran", ". \"Sto", "p!\" she", " said. End.")))
                .containsExactly("Mia ran.", " \"Stop!\"", " she said.", " End.");
    }

    @Test
    void sentence_ofIdeographs_needsNoSpace() {
        assertThat(chunks(Granularity.SENTENCE, MAX_WORDS, List.of("星が落ちた。", "「見て！」", "とみあは言った。", "終")))
                .containsExactly("星が落ちた。", "「見て！」", "とみあは言った。", "終");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"„Lauf!“| Mia lief.", "»Lauf!«| Mia lief.", "«Cours !»| Mia courut.", "मिया हँसी।| वह भागी।"})
    void sentence_isCutBehindTheMarksOfItsLanguage(String sentences) {
        List<String> expected = List.of(sentences.split("\\|"));
        assertThat(chunks(Granularity.SENTENCE, MAX_WORDS, List.of(String.join("", expected))))
                .isEqualTo(expected);
    }

    @Test
    void sentence_ofTooManyWords_leavesWithoutItsEnd() {
        assertThat(chunks(Granularity.SENTENCE, 2, List.of("one two three ", "four five")))
                .containsExactly("one two", " three four", " five");
    }

    @Test
    void paragraph_waitsForTheBlankLine() {
        assertThat(chunks(Granularity.PARAGRAPH, MAX_WORDS, List.of("One. Two.", "\n", "\nThree.", " Four.\n\n")))
                .containsExactly("One. Two.\n\n", "Three. Four.\n\n");
    }

    @Test
    void finish_givesTheRestOnce() {
        Chunker chunker = Chunker.of(Granularity.PARAGRAPH, MAX_WORDS);
        assertThat(chunker.push("One.")).isEmpty();
        assertThat(chunker.finish()).isEqualTo("One.");
        assertThat(chunker.finish()).isEmpty();
    }

    @Provide
    Arbitrary<String> stories() {
        return Arbitraries.of("a", "word", " ", ". ", "! ", "\n\n", "é", "я", "🌟", "한글", "は", "龍", "。", "」")
                .list()
                .ofMaxSize(30)
                .map(parts -> String.join("", parts));
    }

    private static List<String> cut(String text, Set<Integer> cuts) {
        Set<Integer> ends = new TreeSet<>(cuts);
        ends.removeIf(end -> end >= text.length());
        ends.add(text.length());
        List<String> tokens = new ArrayList<>();
        int from = 0;
        for (int end : ends) {
            tokens.add(text.substring(from, end));
            from = end;
        }
        return tokens;
    }

    /** What leaves, without the turns when nothing does. */
    private static List<String> chunks(Granularity granularity, int maxWords, List<String> tokens) {
        Chunker chunker = Chunker.of(granularity, maxWords);
        List<String> chunks = new ArrayList<>(tokens.stream().map(chunker::push).toList());
        chunks.add(chunker.finish());
        chunks.removeIf(String::isEmpty);
        return chunks;
    }
}
