package com.intergalacticteacher.stage.generator;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps what a reader takes for one letter together. In the scripts where marks seldom follow a letter the letter leaves
 * at once; elsewhere (emoji, Indic scripts, points and vowel signs) the last grapheme waits for what may still join it.
 */
final class Graphemes {
    /** Not java.text.BreakIterator, which before Java 20 takes families and flags of emoji apart. */
    private static final Pattern GRAPHEME = Pattern.compile("\\X");
    /** Viramas, which tie two Indic letters into one: Unicode says so since 15.1, Java does not yet. */
    private static final String LINKERS = "\u094D\u09CD\u0ACD\u0B4D\u0C4D\u0D4D\u200D";

    private Graphemes() {}

    /** The last grapheme boundary at or before {@code end} that no text to come can move. */
    static int settled(String text, int end) {
        int known = endsInHalfAPair(text) ? text.length() - 1 : text.length();
        int limit = Math.min(end, known);
        boolean isAtLetter = limit < known && isStandalone(text.codePointAt(limit));
        if (limit == 0 || isAtLetter || isStandalone(text.codePointBefore(limit))) {
            return limit;
        }
        int settled = 0;
        Matcher graphemes = GRAPHEME.matcher(text).region(0, known);
        while (graphemes.find() && graphemes.end() <= limit && graphemes.end() < known) {
            if (LINKERS.indexOf(text.charAt(graphemes.end() - 1)) < 0) {
                settled = graphemes.end();
            }
        }
        return settled;
    }

    private static boolean endsInHalfAPair(String text) {
        return !text.isEmpty() && Character.isHighSurrogate(text.charAt(text.length() - 1));
    }

    /** A mark whose letter has left is left out: it cannot join it any more. */
    static String withoutLateMarks(String text) {
        int from = 0;
        while (from < text.length() && isMark(text.codePointAt(from))) {
            from += Character.charCount(text.codePointAt(from));
        }
        return text.substring(from);
    }

    private static boolean isMark(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || codePoint == '\u200D';
    }

    private static boolean isStandalone(int codePoint) {
        if (codePoint < 0x300) {
            return true;
        }
        if (isMark(codePoint)) {
            return false;
        }
        Character.UnicodeScript script = Character.UnicodeScript.of(codePoint);
        return switch (script) {
            case LATIN, CYRILLIC, GREEK, HAN, HIRAGANA, KATAKANA, HANGUL -> codePoint < 0x1100 || codePoint > 0x11FF;
            default -> isPunctuation(codePoint);
        };
    }

    private static boolean isPunctuation(int codePoint) {
        return codePoint >= 0x2010 && codePoint <= 0x2027;
    }
}
