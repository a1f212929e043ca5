package com.intergalacticteacher.storyteller.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.event.Brief;
import com.intergalacticteacher.event.ReadingLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a chapter as a strict editor would. */
final class Proofreading {
    private static final Map<ReadingLevel, int[]> WORDS = Map.of(
            ReadingLevel.BEGINNER,
            new int[] {150, 250},
            ReadingLevel.INTERMEDIATE,
            new int[] {250, 420},
            ReadingLevel.ADVANCED,
            new int[] {400, 600});
    private static final List<Pattern> SLIPS = List.of(
            Pattern.compile("[ ]{2}"),
            Pattern.compile("[{}\\[\\]|\"\\uE000-\\uF8FF]"),
            Pattern.compile("(?iU)\\ba [aeio]\\p{L}"),
            Pattern.compile("(?iU)\\ban [^aeioumh“]"),
            Pattern.compile("(?i)(?<![\\p{L}-])(?!hop|step|la|clap|knock|tum|oh|no|back|there|had|that|ting|ding)"
                    + "(\\p{L}+) \\1(?![\\p{L}-])"),
            Pattern.compile("(?:^|\\n\\n|(?<!\\.\\.)[.!?] |(?<!\\.\\.)\\.” )“?\\p{Ll}"),
            Pattern.compile(" [,.;:!?]"),
            Pattern.compile("[,;:][,.;:]"),
            Pattern.compile("(?<!\\.)\\.\\.(?!\\.)"),
            Pattern.compile("[!?][.,]|[.][!?]"),
            Pattern.compile("““|””"),
            Pattern.compile("(?U)\\bnull\\b"),
            Pattern.compile("(?iU)\\bthe the\\b|\\ba the\\b"));

    private Proofreading() {}

    /** Everything that is wrong with it. */
    static List<String> faults(Chapter chapter, Brief brief) {
        List<String> faults = new ArrayList<>();
        String text = chapter.text();
        slips(text, faults);
        for (String paragraph : chapter.paragraphs()) {
            check(count(paragraph, "“") == count(paragraph, "”"), "quotation marks: " + paragraph, faults);
        }
        echoes(Prose.sentences(text), faults);
        int words = Prose.words(text);
        int[] band = WORDS.get(brief.child().readingLevel());
        check(words >= band[0] && words <= band[1], words + " words", faults);
        check(text.contains(brief.child().name()), "no name", faults);
        check(loved(brief, text), "none of " + brief.child().interests(), faults);
        int choices = chapter.choices().size();
        check(
                (choices == 2 || choices == 3)
                        && chapter.choices().stream().distinct().count() == choices,
                choices + " choices",
                faults);
        int elements = chapter.educationalElements().size();
        check(elements >= 2 && elements <= 4, elements + " elements", faults);
        check(!chapter.title().isBlank(), "no title", faults);
        return faults;
    }

    static void assertFaultless(int seed, Chapter chapter, Brief brief) {
        assertThat(faults(chapter, brief))
                .as("seed %d: %s", seed, chapter.text())
                .isEmpty();
    }

    private static void slips(String text, List<String> faults) {
        for (Pattern slip : SLIPS) {
            Matcher found = slip.matcher(text);
            if (found.find()) {
                int from = Math.max(0, found.start() - 30);
                faults.add(slip + ": " + text.substring(from, Math.min(text.length(), found.end() + 30)));
            }
        }
    }

    private static void echoes(List<String> sentences, List<String> faults) {
        check(sentences.stream().distinct().count() == sentences.size(), "a sentence twice", faults);
        for (int i = 1; i < sentences.size(); i++) {
            String before = sentences.get(i - 1);
            check(
                    !Prose.opening(sentences.get(i)).equals(Prose.opening(before)),
                    "same beginning: " + before + " " + sentences.get(i),
                    faults);
        }
    }

    private static boolean loved(Brief brief, String text) {
        String plain = text.replace('’', '\'').toLowerCase(Locale.ROOT);
        return brief.child().interests().isEmpty()
                || Wording.interests(brief.child().interests(), brief.child().name()).stream()
                        .anyMatch(interest -> plain.contains(interest.toLowerCase(Locale.ROOT)));
    }

    private static void check(boolean holds, String fault, List<String> faults) {
        if (!holds) {
            faults.add(fault);
        }
    }

    private static int count(String text, String mark) {
        return text.length() - text.replace(mark, "").length();
    }
}
