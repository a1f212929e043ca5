package com.intergalacticteacher.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class ScreeningPropertiesTest {
    private static final Screen SCREEN = Supplied.screen();

    @Property(tries = 5000, seed = "20261122")
    void push_anyTextAnyCutting_releasesTheSame(
            @ForAll("texts") String text, @ForAll("cuts") List<Integer> cuts, @ForAll("ages") int age) {
        Told whole = tell(text, List.of(text.length()), age);
        Told pieces = tell(text, cuts, age);
        assertThat(pieces.released).isEqualTo(whole.released);
        assertThat(pieces.screening.finding()).isEqualTo(whole.screening.finding());
        if (whole.screening.finding().isEmpty()) {
            assertThat(whole.released).isEqualTo(text);
        }
    }

    @Property(tries = 5000, seed = "20261122")
    void push_anyTextAnyCutting_noBlockedPhraseInAnyPrefix(
            @ForAll("texts") String text, @ForAll("cuts") List<Integer> cuts, @ForAll("ages") int age) {
        Told told = tell(text, cuts, age);
        for (String prefix : told.prefixes) {
            assertThat(SCREEN.examine(prefix, age, "en")).as(prefix).isEmpty();
            assertThat(text).startsWith(prefix);
            if (!prefix.isEmpty() && prefix.length() < text.length()) {
                boolean split = Character.isHighSurrogate(prefix.charAt(prefix.length() - 1))
                        && Character.isLowSurrogate(text.charAt(prefix.length()));
                assertThat(split).isFalse();
            }
        }
    }

    @Property(tries = 2000, seed = "20261122")
    void screening_goingOnFromReleasedText_findsTheSame(
            @ForAll("texts") String text, @ForAll("cuts") List<Integer> cuts, @ForAll("ages") int age) {
        Told told = tell(text, cuts, age);
        String released = told.prefixes.get(told.prefixes.size() / 2);
        Screening resumed = SCREEN.screening(age, "en", released);
        String rest = resumed.push(text.substring(released.length())) + resumed.finish();
        assertThat(released + rest).isEqualTo(told.released);
        assertThat(resumed.finding()).isEqualTo(told.screening.finding());
    }

    private static Told tell(String text, List<Integer> cuts, int age) {
        Told told = new Told(SCREEN.screening(age, "en", ""));
        int at = 0;
        for (int i = 0; at < text.length(); i++) {
            int end = Math.min(text.length(), at + cuts.get(i % cuts.size()));
            told.add(told.screening.push(text.substring(at, end)));
            at = end;
        }
        told.add(told.screening.finish());
        return told;
    }

    private static final class Told {
        final Screening screening;
        final List<String> prefixes = new ArrayList<>();
        String released = "";

        Told(Screening screening) {
            this.screening = screening;
        }

        void add(String piece) {
            released += piece;
            prefixes.add(released);
        }
    }

    @Provide
    Arbitrary<List<Integer>> cuts() {
        return Arbitraries.integers().between(1, 9).list().ofMinSize(1).ofMaxSize(20);
    }

    @Provide
    Arbitrary<Integer> ages() {
        return Arbitraries.of(4, 7, 10, 15);
    }

    /** Clean words, blocked ones in disguises, allowed ones, near misses, signs and any Unicode, in any order. */
    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> words = Arbitraries.of(
                "the dragon",
                "a",
                "I",
                "ass",
                "assassin",
                "as",
                "fuckfuck",
                "assf",
                "beautif",
                "ul",
                "shit",
                "s h",
                "i t",
                "sh",
                "it",
                "shiii",
                "s.h.",
                "i.t",
                "f*",
                "ck",
                "$h",
                "1t",
                "sh\u200b",
                "s\u0301hit",
                "Moby",
                "Dick",
                "Dick and",
                "Jane",
                "pussy",
                "willow",
                "pussy will",
                "cock crow",
                "me@",
                "example.",
                "com",
                "555-",
                "0123",
                "42 Maple",
                "Street",
                "+44 20 79",
                "46 0000",
                "𝓼𝓱",
                "𝓲𝓽",
                "🐉",
                "\ud83d",
                "\udc09",
                "ßa",
                "kill",
                "k i",
                "l l",
                "don't tell",
                "your mum",
                "mother",
                "father",
                "http",
                "://x");
        Arbitrary<String> marks =
                Arbitraries.of("", " ", " ", " ", ". ", ", ", "-", ".", "!", "*", "'", "\n", "@", "\u00ad", "…");
        Arbitrary<String> any = Arbitraries.strings().all().ofMaxLength(4);
        Arbitrary<String> ascii = Arbitraries.strings().withCharRange('!', 'z').ofMaxLength(5);
        Arbitrary<String> listed =
                Arbitraries.of(Supplied.phrases()).map(phrase -> phrase.text().replace("*", ""));
        Arbitrary<String> disguised = Combinators.combine(
                        listed, Arbitraries.of(Disguise.class), Arbitraries.integers())
                .as((phrase, disguise, seed) -> disguise.of(Disguise.bare(phrase), new Random(seed)));
        Arbitrary<String> part = Arbitraries.frequencyOf(
                Tuple.of(6, words),
                Tuple.of(6, marks),
                Tuple.of(1, any),
                Tuple.of(1, ascii),
                Tuple.of(1, listed.map(phrase -> phrase.substring(0, phrase.length() / 2))),
                Tuple.of(1, disguised));
        return part.list().ofMaxSize(14).map(parts -> String.join("", parts));
    }
}
