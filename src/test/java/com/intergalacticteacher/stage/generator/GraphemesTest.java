package com.intergalacticteacher.stage.generator;

import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.event.Granularity;
import com.intergalacticteacher.moderation.Screen;
import com.intergalacticteacher.moderation.Screening;
import com.intergalacticteacher.moderation.Supplied;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphemesTest {
    private static final String SEED = "20261122";
    private static final Pattern GRAPHEME = Pattern.compile("\\X");
    private static final Screen SCREEN = Supplied.screen();
    private static final List<String> COMPOSED = List.of(
            "Es war einmal ein Märchenschloß.",
            "Où est l'élève, là-bas, à Noël ?",
            "¡El niño y la cigüeña soñaron!",
            "È già lunedì, perché no?",
            "Não há avião amanhã. Coração!",
            "Ngày xửa ngày xưa, có một con rồng.",
            "Жила-была ёлка, и чайка пела.",
            "Μια φορά κι έναν καιρό. Ὦ ἄνδρες!",
            "एक समय की बात है, क्षत्रिय हिन्दी में।",
            "นานมาแล้ว มีช้างน้อย กำ",
            "ילד שָׁר שיר",
            "كان يا مَا كَانَ",
            "옛날 옛적에 한글",
            "むかしむかし、がぎぐ。",
            "从前有一条龙。",
            "👩‍👩‍👧‍👦👍🏽",
            "🇩🇪🇫🇷🇧🇷",
            "🏴󠁧󠁢󠁳󠁣󠁴󠁿🏳️‍🌈❤️");
    private static final List<String> MARKED =
            List.of("Ọmọ kékeré ẹ́ ń ṣeré.", "I 1️⃣ 2️⃣ 3️⃣ #️⃣ go ©️!", "x\u0302y\u0308\u0301z");

    @Property(tries = 3000, seed = SEED)
    void cleanText_anyFormAnyCutting_arrivesWhole(
            @ForAll("stories") String story, @ForAll("cuts") List<Integer> cuts, @ForAll Granularity granularity) {
        StringBuilder told = new StringBuilder();
        screened(cut(story, cuts), granularity).forEach(told::append);
        assertThat(told).hasToString(story);
    }

    @Property(tries = 3000, seed = SEED)
    void composedText_anyCutting_noGraphemeIsSplit(
            @ForAll("composed") String story, @ForAll("cuts") List<Integer> cuts, @ForAll Granularity granularity) {
        assertThat(split(story, screened(cut(story, cuts), granularity))).isEmpty();
    }

    @Property(tries = 3000, seed = SEED)
    void decomposedText_anyCutting_oneGraphemeIsSplitAtMost(
            @ForAll("stories") String story, @ForAll("cuts") List<Integer> cuts, @ForAll Granularity granularity) {
        assertThat(split(story, screened(cut(story, cuts), granularity))).hasSizeLessThan(2);
    }

    @Property(seed = SEED)
    void ascii_leavesAtOnce(@ForAll List<@CharRange(to = '\u007f') String> tokens) {
        Graphemes graphemes = new Graphemes();
        for (String token : tokens) {
            assertThat(graphemes.push(token)).isEqualTo(token);
        }
        assertThat(graphemes.finish()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Märchen", "Была", "μια", "むかし", "옛날", "从前"})
    void lettersWithoutMarks_leaveAtOnce(String word) {
        assertThat(new Graphemes().push(word)).isEqualTo(word);
    }

    @ParameterizedTest
    @ValueSource(strings = {"👩‍👩‍👧‍👦", "🇩🇪", "👍🏽", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "नि", "क्ष", "กำ", "שָׁ", "❤️"})
    void graphemeOfManyParts_unitByUnit_leavesWhole(String grapheme) {
        Graphemes graphemes = new Graphemes();
        for (char unit : grapheme.toCharArray()) {
            assertThat(graphemes.push(String.valueOf(unit))).isEmpty();
        }
        assertThat(graphemes.push(" ")).isEqualTo(grapheme + " ");
    }

    @Test
    void tokenEndingInHalfASurrogatePair_waitsForTheOther() {
        Graphemes graphemes = new Graphemes();
        assertThat(graphemes.push("a star \uD83C")).isEqualTo("a star ");
        assertThat(graphemes.push("\uDF1F")).isEmpty();
        assertThat(graphemes.push(" fell")).isEqualTo("🌟 fell");
    }

    @Test
    void markAfterItsLetterLeft_followsIt_andLettersWaitFromThenOn() {
        Graphemes graphemes = new Graphemes();
        assertThat(graphemes.push("Vie")).isEqualTo("Vie");
        assertThat(graphemes.push("\u0302\u0323t na")).isEqualTo("\u0302\u0323t n");
        assertThat(graphemes.push("\u0306m")).isEqualTo("a\u0306");
        assertThat(graphemes.finish()).isEqualTo("m");
    }

    private static List<String> screened(List<String> tokens, Granularity granularity) {
        Graphemes graphemes = new Graphemes();
        Screening screening = SCREEN.screening(5, "en", "");
        Chunker chunker = Chunker.of(granularity, 3);
        List<String> chunks = new ArrayList<>();
        for (String token : tokens) {
            chunks.add(chunker.push(screening.push(graphemes.push(token))));
        }
        chunks.add(chunker.push(screening.push(graphemes.finish()) + screening.finish()));
        chunks.add(chunker.finish());
        return chunks;
    }

    /** Offsets of chunks' ends that are within a grapheme. */
    private static Set<Integer> split(String text, List<String> chunks) {
        Set<Integer> ends = new HashSet<>();
        int offset = 0;
        for (String chunk : chunks) {
            offset += chunk.length();
            ends.add(offset);
        }
        ends.remove(0);
        GRAPHEME.matcher(text).results().forEach(grapheme -> {
            // The letters that a virama ties are two to Java, one to a reader.
            if (!grapheme.group().endsWith("\u094D") || grapheme.end() == text.length()) {
                ends.remove(grapheme.end());
            }
        });
        return ends;
    }

    private static List<String> cut(String text, List<Integer> cuts) {
        List<String> tokens = new ArrayList<>();
        int at = 0;
        for (int i = 0; at < text.length(); i++) {
            int end = Math.min(text.length(), at + cuts.get(i % cuts.size()));
            tokens.add(text.substring(at, end));
            at = end;
        }
        return tokens;
    }

    @Provide
    Arbitrary<List<Integer>> cuts() {
        return Arbitraries.integers().between(1, 7).list().ofMinSize(1).ofMaxSize(12);
    }

    @Provide
    Arbitrary<String> composed() {
        return joined(Arbitraries.of(COMPOSED)).map(story -> Normalizer.normalize(story, Form.NFC));
    }

    /** In any form; what stands beside the composed has marks in all of them. */
    @Provide
    Arbitrary<String> stories() {
        Arbitrary<String> parts = Arbitraries.oneOf(Arbitraries.of(COMPOSED), Arbitraries.of(MARKED));
        return Arbitraries.of(Form.values())
                .flatMap(form -> joined(parts).map(text -> Normalizer.normalize(text, form)));
    }

    private static Arbitrary<String> joined(Arbitrary<String> parts) {
        return parts.list().ofMinSize(1).ofMaxSize(6).map(list -> String.join(" ", list));
    }
}
