package com.intergalacticteacher.stage.generator;

import java.text.BreakIterator;
import java.util.Locale;

/**
 * Keeps what a reader takes for one letter together. In the scripts where marks seldom follow a letter the letter leaves
 * at once; elsewhere (emoji, Indic scripts, points and vowel signs) the last grapheme waits for what may still join it.
 */
final class Graphemes {
    private Graphemes() {}

    /** The last grapheme boundary at or before {@code end} that no text to come can move. */
    static int settled(String text, int end) {
        boolean isAtLetter = end < text.length() && isStandalone(text.codePointAt(end));
        if (end == 0 || isAtLetter || isStandalone(text.codePointBefore(end))) {
            return end;
        }
        BreakIterator graphemes = BreakIterator.getCharacterInstance(Locale.ROOT);
        graphemes.setText(text);
        return end == text.length() ? graphemes.preceding(end) : boundary(graphemes, end);
    }

    private static int boundary(BreakIterator graphemes, int end) {
        return graphemes.isBoundary(end) ? end : graphemes.preceding(end);
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
