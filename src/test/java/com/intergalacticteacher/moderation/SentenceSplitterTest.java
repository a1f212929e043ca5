package com.intergalacticteacher.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SentenceSplitterTest {

    @Test
    void push_sentences() {
        assertThat(split("The cat sat. The dog ran! Did it? Yes… It did."))
                .containsExactly("The cat sat. ", "The dog ran! ", "Did it? ", "Yes… ", "It did.");
    }

    @Test
    void push_endIsCertain_answersBeforeTheNextIsWhole() {
        SentenceSplitter splitter = new SentenceSplitter();
        assertThat(splitter.push("The cat sat.")).isEmpty();
        assertThat(splitter.push(" ")).isEmpty();
        assertThat(splitter.push("T")).containsExactly("The cat sat. ");
        assertThat(splitter.finish()).contains("T");
        assertThat(splitter.finish()).isEmpty();
    }

    @Test
    void push_speech_staysWithWhoSaidIt() {
        assertThat(split("\"Help!\" she cried. \"Who is it?\" \"Me.\""))
                .containsExactly("\"Help!\" she cried. ", "\"Who is it?\" ", "\"Me.\"");
    }

    @Test
    void push_abbreviationsAndNumbers_endNothing() {
        assertThat(split("Mr. Fox met Dr. Owl at 3.15 p.m. exactly. J. R. Bear, e.g. Bruno, came too."))
                .containsExactly("Mr. Fox met Dr. Owl at 3.15 p.m. exactly. ", "J. R. Bear, e.g. Bruno, came too.");
    }

    @Test
    void push_trailingDots_goOnInLowerCase() {
        assertThat(split("Then... nothing. Wait... What?")).containsExactly("Then... nothing. ", "Wait... ", "What?");
    }

    @Test
    void push_emptyLine_endsASentence() {
        assertThat(split("Chapter one\n\nonce upon a time")).containsExactly("Chapter one\n\n", "once upon a time");
    }

    @Test
    void push_wideMarks_needNoSpace() {
        assertThat(split("猫です。犬です。")).containsExactly("猫です。", "犬です。");
    }

    @Test
    void push_marksOfOtherLanguages_endASentence() {
        assertThat(split("एक लोमड़ी थी। वह दौड़ी।")).containsExactly("एक लोमड़ी थी। ", "वह दौड़ी।");
        assertThat(split("»Komm her!« Sie kam. „Gut.“ Das war es."))
                .containsExactly("»Komm her!« ", "Sie kam. ", "„Gut.“ ", "Das war es.");
        assertThat(split("「猫です。」犬です。")).containsExactly("「猫です。」", "犬です。");
    }

    @Test
    void push_noEnd_isCutAtASpace() {
        List<String> sentences = split("word ".repeat(400));
        assertThat(sentences)
                .hasSizeGreaterThan(2)
                .allMatch(sentence -> sentence.length() <= SentenceSplitter.MAX_LENGTH + 5);
    }

    @Property(tries = 2000, seed = "20261122")
    void push_anyTextAnyCutting_sentencesAreTheText(@ForAll("texts") String text, @ForAll("cuts") List<Integer> cuts) {
        SentenceSplitter splitter = new SentenceSplitter();
        List<String> sentences = new ArrayList<>();
        int at = 0;
        for (int i = 0; at < text.length(); i++) {
            int end = Math.min(text.length(), at + cuts.get(i % cuts.size()));
            sentences.addAll(splitter.push(text.substring(at, end)));
            at = end;
        }
        splitter.finish().ifPresent(sentences::add);
        assertThat(sentences).isEqualTo(split(text)).doesNotContain("");
        assertThat(String.join("", sentences)).isEqualTo(text);
    }

    @Provide
    Arbitrary<List<Integer>> cuts() {
        return Arbitraries.integers().between(1, 7).list().ofMinSize(1).ofMaxSize(10);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(
                        "The cat", "sat", ".", "!", "?", "…", " ", " ", "\n", "\"", "”", "Mr", "J", "e.g", "3", "é",
                        "🐉", "。", "a")
                .list()
                .ofMaxSize(40)
                .map(parts -> String.join("", parts));
    }

    private static List<String> split(String text) {
        SentenceSplitter splitter = new SentenceSplitter();
        List<String> sentences = new ArrayList<>(splitter.push(text));
        splitter.finish().ifPresent(sentences::add);
        return sentences;
    }
}
