package com.intergalacticteacher.moderation;

import java.text.Normalizer;

/**
 * Folds what a text looks like to {@link Symbol}s: case, diacritics, look-alikes of other scripts, full-width and
 * mathematical letters, zero-width characters. A folded value holds up to three symbols, a byte each, first lowest.
 */
final class Folding {
    private static final byte[] ASCII = ascii();
    /** Look-alikes that no Unicode decomposition knows: the character, then the letters it is taken for. */
    private static final String[] LOOK_ALIKES = {
        // Cyrillic
        "аa",
        "вb",
        "еe",
        "ѕs",
        "іi",
        "јj",
        "кk",
        "мm",
        "нh",
        "оo",
        "рp",
        "сc",
        "тt",
        "уy",
        "хx",
        "ьb",
        "гr",
        "пn",
        "иu",
        "зe",
        "ԁd",
        "ԛq",
        "ԝw",
        "һh",
        "ӏl",
        "ѵv",
        "ґr",
        "эe",
        "ғf",
        "ёe",
        "ыbi",
        "шw",
        "щw",
        "ү" + "y",
        // Greek
        "αa",
        "βb",
        "γy",
        "δd",
        "εe",
        "ζz",
        "ηn",
        "θo",
        "ιi",
        "κk",
        "λl",
        "μu",
        "νv",
        "ξe",
        "οo",
        "πn",
        "ρp",
        "σo",
        "ςs",
        "τt",
        "υu",
        "φo",
        "χx",
        "ψy",
        "ωw",
        "ϲc",
        "ϳj",
        // Latin letters with no decomposition, and phonetic ones
        "ßss",
        "æae",
        "œoe",
        "øo",
        "łl",
        "đd",
        "ðd",
        "þp",
        "ħh",
        "ıi",
        "ŋn",
        "ŧt",
        "ƒf",
        "ɑa",
        "ɐa",
        "ɓb",
        "ƀb",
        "ɔc",
        "ƈc",
        "ɗd",
        "ɖd",
        "ǝe",
        "əe",
        "ɛe",
        "ɜe",
        "ɠg",
        "ɡg",
        "ɣy",
        "ɦh",
        "ɥh",
        "ɨi",
        "ɪi",
        "ɩi",
        "ʝj",
        "ƙk",
        "ʞk",
        "ɫl",
        "ɭl",
        "ɯm",
        "ɱm",
        "ɲn",
        "ɳn",
        "ɴn",
        "ɵo",
        "ƥp",
        "ʠq",
        "ɹr",
        "ɾr",
        "ɽr",
        "ʀr",
        "ʁr",
        "ʂs",
        "ʃs",
        "ƨs",
        "ʈt",
        "ƭt",
        "ʇt",
        "ʉu",
        "ʊu",
        "ʋv",
        "ʌv",
        "ʍw",
        "ʎy",
        "ʏy",
        "ƴy",
        "ʐz",
        "ʑz",
        "ƶz",
        "ʙb",
        "ɢg",
        "ʜh",
        "ʟl",
        "ᴀa",
        "ᴄc",
        "ᴅd",
        "ᴇe",
        "ᴊj",
        "ᴋk",
        "ᴍm",
        "ᴏo",
        "ᴘp",
        "ᴛt",
        "ᴜu",
        "ᴠv",
        "ᴡw",
        "ᴢz",
        "ꜰf",
        "ꜱs",
        // Armenian, Cherokee and others that are drawn alike
        "օo",
        "սu",
        "հh",
        "ոn",
        "ցg",
        "ոn",
        "զq",
        "ԍg",
        "Ꭺa",
        "Ᏼb",
        "Ꮯc",
        "Ꭼe",
        "Ꮋh",
        "Ꭻj",
        "Ꮶk",
        "Ꮮl",
        "Ꮇm",
        "Ꮲp",
        "Ꭱr",
        "Ꮪs",
        "Ꭲt",
        "Ꮩv",
        "Ꮃw",
        "Ꮓz",
    };

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
        if (codePoint < 0x10000) return PLANE[codePoint];
        if (codePoint >= 0x1F130 && codePoint <= 0x1F189) return enclosed(codePoint);
        if (codePoint >= 0xE0000 && codePoint <= 0xE01EF) return Symbol.NONE;
        if (codePoint >= 0x1D400 && codePoint <= 0x1D7FF) return decomposed(codePoint);
        return Character.isAlphabetic(codePoint) && !Character.isIdeographic(codePoint)
                ? Symbol.OTHER_LETTER
                : Symbol.OTHER_MARK;
    }

    private static int enclosed(int codePoint) {
        int letter = (codePoint - 0x1F130) % 32;
        return letter < 26 ? Symbol.A + letter : Symbol.OTHER_MARK;
    }

    private static byte[] ascii() {
        var symbols = new byte[128];
        for (char c = 0; c < 128; c++) symbols[c] = (byte) Symbol.ascii(c);
        return symbols;
    }

    private static int[] plane() {
        var plane = new int[0x10000];
        for (int c = 0; c < 0x10000; c++) plane[c] = c < 128 ? ASCII[c] : unfolded((char) c) ? decomposed(c) : plain(c);
        for (String pair : LOOK_ALIKES) {
            int folded = packed(pair.substring(1));
            plane[pair.charAt(0)] = folded;
            plane[Character.toUpperCase(pair.charAt(0))] = folded;
        }
        for (char mark : "’‘ʼ´′＇".toCharArray()) plane[mark] = Symbol.APOSTROPHE;
        for (char mark : "‐‑‒−﹣".toCharArray()) plane[mark] = Symbol.HYPHEN;
        for (char mark : "·•∙⋅・".toCharArray()) plane[mark] = Symbol.DOT;
        return plane;
    }

    /** Whether a character may decompose to something else; the great blocks that never do are spared the question. */
    private static boolean unfolded(char c) {
        return c < 0x3000 || (c >= 0xA640 && c < 0xABFF) || c >= 0xFB00;
    }

    private static int decomposed(int codePoint) {
        String parts = Normalizer.normalize(Character.toString(codePoint), Normalizer.Form.NFKD);
        if (parts.length() == 1 && parts.charAt(0) == codePoint) return plain(codePoint);
        int folded = Symbol.NONE;
        int count = 0;
        for (int i = 0; i < parts.length() && count < 3; i++) {
            char part = parts.charAt(i);
            int symbol = part < 128 ? ASCII[part] : lookAlike(part);
            if (symbol != Symbol.NONE) folded |= symbol << (8 * count++);
        }
        return folded;
    }

    private static int lookAlike(char c) {
        char lower = Character.toLowerCase(c);
        for (String pair : LOOK_ALIKES) if (pair.charAt(0) == lower) return packed(pair.substring(1)) & 0xFF;
        return plain(c);
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
        for (int i = 0; i < letters.length(); i++) folded |= ASCII[letters.charAt(i)] << (8 * i);
        return folded;
    }
}
