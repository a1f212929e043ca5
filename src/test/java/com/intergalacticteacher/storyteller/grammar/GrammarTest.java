package com.intergalacticteacher.storyteller.grammar;

import static com.intergalacticteacher.storyteller.grammar.Shelf.GRAMMAR;
import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.event.Brief;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GrammarTest {
    private static final int[] AGES = {5, 9, 12};
    private static final List<Pattern> SLIPS = List.of(
            Pattern.compile("[ ]{2}"),
            Pattern.compile("[{}\\[\\]|\"\\uE000-\\uF8FF]"),
            Pattern.compile("(?i)\\ba [aeio]\\p{L}"),
            Pattern.compile("(?i)\\ban [^aeioumh“]"),
            Pattern.compile(
                    "(?i)(?<![\\p{L}-])(?!hop|step|la|clap|knock|tum|oh|no|back|there|had|that|ting|ding)(\\p{L}+) \\1(?![\\p{L}-])"),
            Pattern.compile("(?:^|\\n\\n|(?<!\\.\\.)[.!?] |(?<!\\.\\.)\\.” )“?\\p{Ll}"),
            Pattern.compile(" [,.;:!?]"),
            Pattern.compile("[,;:][,.;:]"),
            Pattern.compile("(?<!\\.)\\.\\.(?!\\.)"),
            Pattern.compile("\\bnull\\b"),
            Pattern.compile("(?i)\\bthe the\\b|\\ba the\\b"));

    @Test
    void chapter_anySeed_hasNoSlips() {
        for (int seed = 1; seed <= 1000; seed++) {
            Brief brief = Shelf.brief(seed, AGES[seed % 3]);
            for (int chapter = 1; chapter <= 2; chapter++) {
                Chapter told = GRAMMAR.chapter(seed * 10L + chapter, brief);
                assertWellWritten(seed, told, brief);
                brief = Shelf.next(brief, told, seed);
            }
        }
    }

    private static void assertWellWritten(int seed, Chapter chapter, Brief brief) {
        String text = chapter.text();
        for (Pattern slip : SLIPS) {
            Matcher found = slip.matcher(text);
            assertThat(
                            found.find()
                                    ? text.substring(
                                            Math.max(0, found.start() - 30), Math.min(text.length(), found.end() + 30))
                                    : "")
                    .as("seed %d: %s", seed, slip)
                    .isEmpty();
        }
        for (String paragraph : chapter.paragraphs()) {
            assertThat(count(paragraph, "“")).as("seed %d: %s", seed, paragraph).isEqualTo(count(paragraph, "”"));
        }
        List<String> sentences = Prose.sentences(text);
        assertThat(sentences).as("seed %d", seed).doesNotHaveDuplicates();
        for (int i = 1; i < sentences.size(); i++) {
            assertThat(Prose.opening(sentences.get(i)))
                    .as("seed %d: %s %s", seed, sentences.get(i - 1), sentences.get(i))
                    .isNotEqualTo(Prose.opening(sentences.get(i - 1)));
        }
        assertThat(text).contains(brief.child().name());
        assertThat(chapter.choices()).hasSizeBetween(2, 3).doesNotHaveDuplicates();
        assertThat(chapter.educationalElements()).hasSizeBetween(2, 4);
        assertThat(chapter.title()).isNotBlank();
        if (!brief.child().interests().isEmpty()) {
            assertThat(Wording.interests(
                            brief.child().interests(), brief.child().name()))
                    .as("seed %d", seed)
                    .anyMatch(interest -> text.replace('’', '\'').toLowerCase().contains(interest.toLowerCase()));
        }
    }

    private static int count(String text, String mark) {
        return text.length() - text.replace(mark, "").length();
    }

    @Test
    void chapter_anySeed_isAsLongAsItsReaderLikes() {
        Map<Integer, int[]> bands = Map.of(5, new int[] {150, 250}, 9, new int[] {250, 420}, 12, new int[] {400, 600});
        for (int seed = 1; seed <= 240; seed++) {
            int age = AGES[seed % 3];
            Brief brief = Shelf.brief(seed, age);
            for (int chapter = 1; chapter <= 2; chapter++) {
                Chapter told = GRAMMAR.chapter(seed * 10L + chapter, brief);
                int[] band = bands.get(age);
                assertThat(Prose.words(told.text()))
                        .as("seed %d\n%s", seed, told.text())
                        .isBetween(band[0], band[1]);
                brief = Shelf.next(brief, told, seed);
            }
        }
    }

    @Test
    void chapter_thousandSeeds_noTwoAlike() {
        List<Set<String>> stories = IntStream.rangeClosed(1, 1000)
                .mapToObj(seed -> GRAMMAR.chapter(seed, Shelf.brief(1, 9)))
                .map(told -> (Set<String>) new HashSet<>(Prose.sentences(told.text())))
                .toList();
        Map<String, List<Integer>> holders = new HashMap<>();
        for (int i = 0; i < stories.size(); i++) {
            for (String sentence : stories.get(i)) {
                holders.computeIfAbsent(sentence, any -> new ArrayList<>()).add(i);
            }
        }
        double total = 0;
        double worst = 0;
        for (int i = 0; i < stories.size(); i++) {
            int[] shared = new int[stories.size()];
            stories.get(i).forEach(sentence -> holders.get(sentence).forEach(other -> shared[other]++));
            shared[i] = 0;
            for (int count : shared) {
                double part = (double) count / stories.get(i).size();
                total += part;
                worst = Math.max(worst, part);
            }
        }
        assertThat(total / (stories.size() * (stories.size() - 1.0))).isLessThan(0.1);
        assertThat(worst).isLessThan(0.75);
    }

    @Test
    void chapter_threeLevels_readAsThreeLevels() {
        double[] grades = new double[AGES.length];
        int seeds = 60;
        for (int seed = 1; seed <= seeds; seed++) {
            for (int i = 0; i < AGES.length; i++) {
                grades[i] +=
                        grade(GRAMMAR.chapter(seed, Shelf.brief(seed, AGES[i])).text()) / seeds;
            }
        }
        assertThat(grades[0]).isLessThan(2.5);
        assertThat(grades[1]).isBetween(grades[0] + 1.5, 6.0);
        assertThat(grades[2]).isBetween(grades[1] + 1, 10.0);
    }

    /** Flesch-Kincaid. */
    private static double grade(String text) {
        double words = Prose.words(text);
        Matcher vowels = Pattern.compile("(?i)[aeiouy]+(?!\\b)|[aiouy]\\b|\\b[^aeiouy\\s]*e\\b")
                .matcher(text);
        int syllables = 0;
        while (vowels.find()) {
            syllables++;
        }
        return 0.39 * words / Prose.sentences(text).size() + 11.8 * syllables / words - 15.59;
    }

    @Test
    void chapter_sameRequest_isTheSame() {
        Grammar another = new Grammar();
        for (int seed = 1; seed <= 10; seed++) {
            assertThat(another.chapter(seed, Shelf.brief(seed, 9)))
                    .isEqualTo(GRAMMAR.chapter(seed, Shelf.brief(seed, 9)));
        }
    }

    @Test
    void chapter_titleAskedFor_isKept() {
        assertThat(GRAMMAR.chapter(1, Shelf.brief(1, 9, "My Own Title")).title())
                .isEqualTo("My Own Title");
    }

    @Test
    void chapter_ideaAndTheme_areWovenIn() {
        Brief brief = Shelf.brief(27, 9);
        Brief own =
                new Brief(brief.child(), "a purple penguin bakery", null, 1, null, "we find a dragon egg", List.of());
        assertThat(GRAMMAR.chapter(3, own).text())
                .containsIgnoringCase("a purple penguin bakery")
                .contains("We find a dragon egg!")
                .contains(" a dragon egg");
    }
}
