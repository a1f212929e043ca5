package com.intergalacticteacher.stage.generator;

import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.event.Granularity;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkerTest {
    private static final Pattern GRAPHEME = Pattern.compile("\\X");
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

    @Property(seed = "20261122")
    void chunk_neverSplitsAGrapheme(
            @ForAll("stories") String story,
            @ForAll @Size(max = 12) Set<@IntRange(max = 120) Integer> cuts,
            @ForAll Granularity granularity,
            @ForAll @IntRange(min = 1, max = 5) int maxWords) {
        Set<Integer> boundaries = boundaries(story);
        int offset = 0;
        for (String chunk : chunks(granularity, maxWords, cut(story, cuts))) {
            offset += chunk.length();
            assertThat(boundaries).as("cut at %d of %s", offset, story).contains(offset);
        }
    }

    @Property(seed = "20261122")
    void ascii_leavesAtOnce(@ForAll List<@CharRange(to = '\u007f') String> tokens) {
        Chunker chunker = Chunker.of(Granularity.TOKEN, MAX_WORDS);
        for (String token : tokens) {
            assertThat(chunker.push(token)).isEqualTo(token);
        }
        assertThat(chunker.finish()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Märchen", "Была", "μια", "むかし", "옛날", "从前"})
    void lettersWithoutMarks_leaveAtOnce(String word) {
        assertThat(Chunker.of(Granularity.TOKEN, MAX_WORDS).push(word)).isEqualTo(word);
    }

    @ParameterizedTest
    @ValueSource(strings = {"👩‍👩‍👧‍👦", "🇩🇪", "👍🏽", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "नि", "क्ष", "กำ", "שָׁ", "❤️"})
    void graphemeOfManyParts_unitByUnit_leavesWhole(String grapheme) {
        Chunker chunker = Chunker.of(Granularity.TOKEN, MAX_WORDS);
        for (char unit : grapheme.toCharArray()) {
            assertThat(chunker.push(String.valueOf(unit))).isEmpty();
        }
        assertThat(chunker.push(" ")).isEqualTo(grapheme + " ");
    }

    @Test
    void tokenEndingInHalfASurrogatePair_waitsForTheOther() {
        Chunker chunker = Chunker.of(Granularity.TOKEN, MAX_WORDS);
        assertThat(chunker.push("a star \uD83C")).isEqualTo("a star ");
        assertThat(chunker.push("\uDF1F")).isEmpty();
        assertThat(chunker.push(" fell")).isEqualTo("🌟 fell");
    }

    @Test
    void markAfterItsLetterLeft_isLeftOut() {
        Chunker chunker = Chunker.of(Granularity.TOKEN, MAX_WORDS);
        assertThat(chunker.push("x")).isEqualTo("x");
        assertThat(chunker.push("\u0302y")).isEqualTo("y");
        assertThat(chunker.push("x\u0302y")).isEqualTo("x\u0302y");
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
        return Arbitraries.of(
                        "a",
                        "word",
                        " ",
                        ". ",
                        "! ",
                        "\n\n",
                        "é",
                        "ł",
                        "я",
                        "👩‍👩‍👧‍👦",
                        "🇩🇪",
                        "🇫🇷",
                        "👍🏽",
                        "🌟",
                        "❤️",
                        "한글",
                        "न",
                        "नि",
                        "क्ष",
                        "ते",
                        "ก",
                        "กำ",
                        "ที่",
                        "שָׁ",
                        "ל",
                        "ל֖",
                        "は",
                        "龍",
                        "。",
                        "」")
                .list()
                .ofMaxSize(30)
                .map(parts -> Normalizer.normalize(String.join("", parts), Normalizer.Form.NFC));
    }

    /** Those of Java's expression for a grapheme, but for the letters that a virama ties. */
    private static Set<Integer> boundaries(String text) {
        Set<Integer> boundaries = new HashSet<>();
        GRAPHEME.matcher(text).results().forEach(grapheme -> {
            if (!grapheme.group().endsWith("\u094D") || grapheme.end() == text.length()) {
                boundaries.add(grapheme.end());
            }
        });
        return boundaries;
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
