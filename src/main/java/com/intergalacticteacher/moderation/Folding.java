package com.intergalacticteacher.moderation;

import java.text.Normalizer;
import java.util.Map;

/**
 * Folds what a text looks like to {@link Symbol}s: case, diacritics, look-alikes of other scripts, full-width and
 * mathematical letters, zero-width characters. A folded value holds up to three symbols, a byte each, first lowest.
 */
final class Folding {
    private static final byte[] ASCII = ascii();
    private static final Map<Character, String> LOOK_ALIKES = LookAlikes.letters();
    private static final int[] PLANE = plane();

    private Folding() {}

    /** The symbol of an ASCII character. */
    static int ascii(char c) {
        return ASCII[c];
    }

    /** The symbols of any character but a surrogate. */
    static int fold(char c) {
        return PLANE[c];
    }

    /** The symbols of any code point. */
    static int fold(int codePoint) {
        if (codePoint < 0x10000) {
            return PLANE[codePoint];
        }
        if (codePoint >= 0x1F130 && codePoint <= 0x1F189) {
            return enclosed(codePoint);
        }
        if (codePoint >= 0xE0000 && codePoint <= 0xE01EF) {
            return Symbol.NONE;
        }
        if (codePoint >= 0x1D400 && codePoint <= 0x1D7FF) {
            return decomposed(codePoint);
        }
        return Character.isAlphabetic(codePoint) && !Character.isIdeographic(codePoint)
                ? Symbol.OTHER_LETTER
                : Symbol.OTHER_MARK;
    }

    private static int enclosed(int codePoint) {
        int letter = (codePoint - 0x1F130) % 32;
        return letter < 26 ? Symbol.A + letter : Symbol.OTHER_MARK;
    }

    private static byte[] ascii() {
        byte[] symbols = new byte[128];
        for (char c = 0; c < 128; c++) {
            symbols[c] = (byte) Symbol.ascii(c);
        }
        return symbols;
    }

    private static int[] plane() {
        int[] plane = new int[0x10000];
        for (int c = 0; c < 0x10000; c++) {
            plane[c] = c < 128 ? ASCII[c] : unfolded((char) c) ? decomposed(c) : plain(c);
        }
        LOOK_ALIKES.forEach((c, letters) -> plane[c] = packed(letters));
        for (char mark : "’‘ʼ´′＇".toCharArray()) {
            plane[mark] = Symbol.APOSTROPHE;
        }
        for (char mark : "‐‑‒−﹣".toCharArray()) {
            plane[mark] = Symbol.HYPHEN;
        }
        for (char mark : "·•∙⋅・".toCharArray()) {
            plane[mark] = Symbol.DOT;
        }
        return plane;
    }

    /** Whether a character may decompose to something else; the great blocks that never do are spared the question. */
    private static boolean unfolded(char c) {
        return c < 0x3000 || (c >= 0xA640 && c < 0xABFF) || c >= 0xFB00;
    }

    private static int decomposed(int codePoint) {
        String parts = Normalizer.normalize(Character.toString(codePoint), Normalizer.Form.NFKD);
        if (parts.length() == 1 && parts.charAt(0) == codePoint) {
            return plain(codePoint);
        }
        int folded = Symbol.NONE;
        int count = 0;
        for (int i = 0; i < parts.length() && count < 3; i++) {
            char part = parts.charAt(i);
            int symbol = part < 128 ? ASCII[part] : lookAlike(part);
            if (symbol != Symbol.NONE) {
                folded |= symbol << (8 * count++);
            }
        }
        return folded;
    }

    private static int lookAlike(char c) {
        String letters = LOOK_ALIKES.get(c);
        return letters == null ? plain(c) : packed(letters) & 0xFF;
    }

    private static int plain(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT, Character.CONTROL ->
                Symbol.NONE;
            case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> Symbol.SPACE;
            default ->
                isBlank(codePoint)
                        ? Symbol.NONE
                        : Character.isAlphabetic(codePoint) && !Character.isIdeographic(codePoint)
                                ? Symbol.OTHER_LETTER
                                : Symbol.OTHER_MARK;
        };
    }

    /** Letters by their type that are drawn as nothing. */
    private static boolean isBlank(int codePoint) {
        return codePoint == 0x115F || codePoint == 0x1160 || codePoint == 0x3164 || codePoint == 0xFFA0;
    }

    private static int packed(String letters) {
        int folded = 0;
        for (int i = 0; i < letters.length(); i++) {
            folded |= ASCII[letters.charAt(i)] << (8 * i);
        }
        return folded;
    }
}
