package com.intergalacticteacher.stage.generator;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps what a reader takes for one letter together, before anything else sees it. Where marks seldom follow a letter
 * the letter leaves at once; elsewhere (emoji, Indic scripts, points and vowel signs) the last grapheme waits for what
 * may still join it, and so does every letter once a mark has followed one, as in decomposed text. Only the first such
 * mark may come when its letter has left: it follows alone. Nothing is ever left out. For one thread at a time.
 */
final class Graphemes {
    /** Not java.text.BreakIterator, which before Java 20 takes families and flags of emoji apart. */
    private static final Pattern GRAPHEME = Pattern.compile("\\X");
    /** Viramas, which tie two Indic letters into one: Unicode says so since 15.1, Java does not yet. */
    private static final String LINKERS = "\u094D\u09CD\u0ACD\u0B4D\u0C4D\u0D4D\u200D";

    private String held = "";
    /** Whether the last letter that left is one that a mark may still follow. */
    private boolean isAfterLetter;

    private boolean isMarked;

    /** What is whole now that {@code text} has come; empty if nothing. */
    String push(String text) {
        String all = held.isEmpty() ? text : held + text;
        isMarked = isMarked || hasMarkedLetter(all, isAfterLetter);
        int end = settled(all);
        held = all.substring(end);
        if (end > 0) {
            isAfterLetter = isStandalone(all.codePointBefore(end));
        }
        return end == all.length() ? all : all.substring(0, end);
    }

    String finish() {
        String rest = held;
        held = "";
        return rest;
    }

    /** The last grapheme boundary that no text to come can move. */
    private int settled(String text) {
        int known = endsInHalfAPair(text) ? text.length() - 1 : text.length();
        if (known == 0 || (!isMarked && isStandalone(text.codePointBefore(known)))) {
            return known;
        }
        int settled = 0;
        Matcher graphemes = GRAPHEME.matcher(text).region(0, known);
        while (graphemes.find() && graphemes.end() < known) {
            if (LINKERS.indexOf(text.charAt(graphemes.end() - 1)) < 0) {
                settled = graphemes.end();
            }
        }
        return settled;
    }

    private static boolean endsInHalfAPair(String text) {
        return !text.isEmpty() && Character.isHighSurrogate(text.charAt(text.length() - 1));
    }

    private static boolean hasMarkedLetter(String text, boolean afterLetter) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x300 && isMark(c) && (i == 0 ? afterLetter : isLetter(text.charAt(i - 1)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isLetter(char c) {
        return c < 0x300 || (!Character.isSurrogate(c) && isStandalone(c));
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
