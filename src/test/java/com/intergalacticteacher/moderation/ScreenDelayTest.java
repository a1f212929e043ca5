package com.intergalacticteacher.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How long clean text waits: not one character longer than something listed may still begin with it. */
class ScreenDelayTest {
    private static final int AGE = 5;
    private static final Screen SCREEN = Supplied.screen();
    private static final List<String> STORIES = CleanStories.all().stream()
            .filter(sentence -> sentence.language().equals("en"))
            .map(CleanStories.Sentence::text)
            .toList();

    @Test
    void push_wordsThatBeginNothingListed_leaveAtOnce() {
        Screening screening = SCREEN.screening(AGE, "en", "");
        for (String word : "Once upon that evening, little dragon! Grandma looked quite bright.".split("(?= )", -1)) {
            assertThat(screening.push(word)).isSameAs(word);
        }
    }

    @Test
    void push_cleanStories_whatWaitsMayStillBecomeListed() {
        Map<String, Set<String>> rests = rests();
        Set<String> seen = new HashSet<>();
        for (String story : STORIES) {
            Screening screening = SCREEN.screening(AGE, "en", "");
            int released = 0;
            for (int read = 1; read <= story.length(); read++) {
                released += screening.push(story.substring(read - 1, read)).length();
                String waiting = story.substring(released, read);
                if (waiting.isEmpty() || Character.isDigit(waiting.charAt(0)) || !seen.add(waiting)) {
                    continue;
                }
                String before = story.substring(0, read);
                // A sign may stand between two words or within one.
                assertThat(List.of(collapsed(waiting), collapsed(waiting.replaceAll("[^\\w ]", ""))))
                        .as("%s of %s", waiting, before)
                        .anyMatch(beginning -> rests.getOrDefault(beginning, Set.of()).stream()
                                .anyMatch(rest -> becomesListed(before, rest)));
            }
        }
        assertThat(seen).hasSizeGreaterThan(100);
    }

    @Test
    void push_cleanStoriesWordByWord_mostWaitForNothing() {
        int words = 0;
        int atOnce = 0;
        int waited = 0;
        Screening screening = SCREEN.screening(AGE, "en", "");
        for (String story : STORIES) {
            int waiting = 0;
            for (String word : (story + " ").split("(?= )", -1)) {
                waiting += word.length() - screening.push(word).length();
                words++;
                waited += waiting;
                if (waiting == 0) {
                    atOnce++;
                }
            }
            assertThat(waiting).as(story).isZero();
        }
        String found = String.format(
                Locale.ROOT,
                "%d words: %.3f leave at once, %.2f characters wait",
                words,
                (double) atOnce / words,
                (double) waited / words);
        System.out.println(found);
        assertThat(atOnce).as(found).isGreaterThan(words * 6 / 10);
        assertThat(waited).as(found).isLessThan(words * 5 / 4);
    }

    private static boolean becomesListed(String before, String rest) {
        return SCREEN.examine(before + rest + "!", AGE, "en")
                .filter(found -> found.start() < before.length())
                .isPresent();
    }

    /** For each beginning of a listed phrase what may come after it. */
    private static Map<String, Set<String>> rests() {
        Map<String, Set<String>> rests = new HashMap<>();
        for (Phrase phrase : Supplied.phrases()) {
            if (phrase.kind() != Phrase.Kind.WORDS || phrase.ordinaryIn().contains("en")) {
                continue;
            }
            String text = Disguise.bare(phrase.text());
            add(text, rests);
            add(text.replaceAll("(?<=[a-z])(?=[a-z])", " "), rests);
        }
        return rests;
    }

    private static void add(String text, Map<String, Set<String>> rests) {
        for (int i = 1; i <= text.length(); i++) {
            rests.computeIfAbsent(collapsed(text.substring(0, i)), key -> new HashSet<>())
                    .add(text.substring(i));
        }
    }

    /** Letters that are drawn out drawn in, and gaps alike. */
    private static String collapsed(String text) {
        StringBuilder collapsed = new StringBuilder();
        for (char c : text.toLowerCase(Locale.ROOT).toCharArray()) {
            char kept = c >= 'a' && c <= 'z' ? c : ' ';
            int last = collapsed.length() - 1;
            if (last < 0 || collapsed.charAt(last) != kept) {
                collapsed.append(kept);
            }
        }
        return collapsed.toString();
    }
}
