package com.intergalacticteacher.moderation;

import java.text.Normalizer;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** What is done to a phrase so that a list should not know it. */
enum Disguise {
    PLAIN((phrase, random) -> phrase),
    UPPER_CASE((phrase, random) -> phrase.toUpperCase(java.util.Locale.ROOT)),
    MIXED_CASE((phrase, random) -> each(phrase, c -> random.nextBoolean() ? Character.toUpperCase(c) : c)),
    DIACRITICS((phrase, random) -> letters(phrase, c -> c + "\u0301")),
    CYRILLIC((phrase, random) -> swapped(phrase, "aceiopsxyhkmtjb", "асеіорѕхуһкмтјь")),
    GREEK((phrase, random) -> swapped(phrase, "aeiknoptuvxy", "αεικηορτυνχγ")),
    ZERO_WIDTH((phrase, random) -> letters(phrase, c -> c + "\u200b")),
    SOFT_HYPHENS((phrase, random) -> letters(phrase, c -> c + "\u00ad")),
    FULL_WIDTH((phrase, random) -> letters(phrase, c -> Character.toString(c.charAt(0) - 'a' + 'ａ'))),
    MATHEMATICAL((phrase, random) -> letters(phrase, c -> Character.toString(c.charAt(0) - 'a' + 0x1D41A))),
    CIRCLED((phrase, random) -> letters(phrase, c -> Character.toString(c.charAt(0) - 'a' + 'ⓐ'))),
    SPACED((phrase, random) -> joined(phrase, " ")),
    DOTTED((phrase, random) -> joined(phrase, ".")),
    HYPHENED((phrase, random) -> joined(phrase, "-")),
    EMOJI_BETWEEN((phrase, random) -> joined(phrase, "😀")),
    ONE_DOT((phrase, random) -> inside(phrase, random, c -> c + ".")),
    LEET((phrase, random) -> swapped(phrase, "aeiost", "431057")),
    SOME_LEET((phrase, random) -> letters(
            phrase,
            c -> random.nextInt(3) == 0 ? swapped(c, "aeiostbgz", "431057892").replace('9', '6') : c)),
    SIGNS((phrase, random) -> inside(swapped(phrase, "as", "@$"), random, c -> c.equals("i") ? "!" : c)),
    STAR((phrase, random) -> inside(phrase, random, c -> "*")),
    STRETCHED((phrase, random) -> letters(phrase, c -> c.repeat(1 + random.nextInt(4)))),
    LINE_BREAKS((phrase, random) -> phrase.replace(" ", " \n")),
    PUNCTUATED((phrase, random) -> phrase.replace(" ", "... ")),
    SEVERAL((phrase, random) ->
            STRETCHED.of(MIXED_CASE.of(ZERO_WIDTH.of(DIACRITICS.of(phrase, random), random), random), random));

    private final BiFunction<String, Random, String> change;

    Disguise(BiFunction<String, Random, String> change) {
        this.change = change;
    }

    String of(String phrase, Random random) {
        return change.apply(phrase, random);
    }

    /** Letters only, without their marks, so that every change can be made to every one. */
    static String bare(String phrase) {
        String text =
                phrase.replace("*", "").replace("ß", "ss").replace("œ", "oe").replace("æ", "ae");
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(java.util.Locale.ROOT);
    }

    private interface Change {
        String of(String letter);
    }

    private interface CharChange {
        char of(char c);
    }

    private static String each(String phrase, CharChange change) {
        return phrase.chars().mapToObj(c -> String.valueOf(change.of((char) c))).collect(Collectors.joining());
    }

    private static String letters(String phrase, Change change) {
        return phrase.chars()
                .mapToObj(c -> c >= 'a' && c <= 'z' ? change.of(String.valueOf((char) c)) : String.valueOf((char) c))
                .collect(Collectors.joining());
    }

    private static String swapped(String phrase, String from, String to) {
        return each(phrase, c -> from.indexOf(c) < 0 ? c : to.charAt(from.indexOf(c)));
    }

    private static String joined(String phrase, String separator) {
        return phrase.codePoints()
                .filter(Character::isLetterOrDigit)
                .mapToObj(Character::toString)
                .collect(Collectors.joining(separator));
    }

    /** Changes one letter of the longest word that is neither its first nor its last. */
    private static String inside(String phrase, Random random, Change change) {
        String longest = "";
        for (String word : phrase.split("[^a-z]+", -1)) {
            if (word.length() > longest.length()) {
                longest = word;
            }
        }
        if (longest.length() < 3) {
            return phrase;
        }
        int at = phrase.indexOf(longest) + 1 + random.nextInt(longest.length() - 2);
        return phrase.substring(0, at) + change.of(phrase.substring(at, at + 1)) + phrase.substring(at + 1);
    }
}
