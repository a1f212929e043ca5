package com.intergalacticteacher.stage.metadata;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The syllables of an English word, by its vowel groups and the silent ones among them. Stories use few words often, so
 * those counted once are remembered: five patterns a word were half of what a chapter cost. Thread-safe.
 */
final class Syllables {
    private static final Pattern VOWELS = Pattern.compile("[aeiouy]+");
    /** An -e, -es or -ed that is written and not spoken; -le, -ted and -ded are spoken. */
    private static final Pattern SILENT =
            Pattern.compile("(?:[^laeiouy]|[aeiouy]l|ll)es?$|[^aeiouytd]ed$|[aeiouy]led$");
    /** Sibilants before -es: boxes, wishes, places. */
    private static final Pattern SPOKEN_ES = Pattern.compile("(?:s|x|z|ch|sh|c|g)es$");
    /** Two vowels side by side that are spoken apart: li-on, i-de-a, po-et, be-ing, cre-ate. */
    private static final Pattern APART = Pattern.compile(
            "i[ao](?!u)|(?<![tcsg])io|eo(?!us|n$)|[aeo]ing|ea(?=$|t(?:e|ed|es|or|ion|ive)$)|ue[lt]|oe[mt]|iet|uo|ua(?![rl]d)|ye(?=r|t)");

    /** Words remembered at most; beyond them all are forgotten, so that no text can fill the memory. */
    private static final int MAX_KNOWN = 10_000;

    private static final Map<String, Integer> KNOWN = new ConcurrentHashMap<>();

    private Syllables() {}

    static int of(String word) {
        if (!hasLetters(word)) {
            return 1;
        }
        Integer known = KNOWN.get(word);
        if (known != null) {
            return known;
        }
        int count = count(letters(word));
        if (KNOWN.size() >= MAX_KNOWN) {
            KNOWN.clear();
        }
        KNOWN.put(word, count);
        return count;
    }

    private static boolean hasLetters(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (isLetter(word.charAt(i) | 0x20)) {
                return true;
            }
        }
        return false;
    }

    private static String letters(String word) {
        StringBuilder letters = new StringBuilder(word.length());
        word.toLowerCase(Locale.ROOT).chars().filter(Syllables::isLetter).forEach(c -> letters.append((char) c));
        return letters.toString();
    }

    private static boolean isLetter(int c) {
        return c >= 'a' && c <= 'z';
    }

    private static int count(String letters) {
        int count = matches(VOWELS, letters) + matches(APART, letters);
        if (SILENT.matcher(letters).find() && !SPOKEN_ES.matcher(letters).find()) {
            count--;
        }
        return Math.max(1, count);
    }

    private static int matches(Pattern pattern, String letters) {
        return (int) pattern.matcher(letters).results().count();
    }
}
