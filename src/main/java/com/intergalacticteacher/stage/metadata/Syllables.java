package com.intergalacticteacher.stage.metadata;

import java.util.Locale;
import java.util.regex.Pattern;

/** The syllables of an English word, by its vowel groups and the silent ones among them. */
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

    private Syllables() {}

    static int of(String word) {
        String letters = word.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
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
