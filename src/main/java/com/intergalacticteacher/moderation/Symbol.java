package com.intergalacticteacher.moderation;

/** The small alphabet every text is folded to before it is matched; sets of symbols are bit masks. */
final class Symbol {
    /** Says nothing: zero-width characters, combining marks. */
    static final int NONE = 0;

    static final int A = 1;
    static final int ZERO = 27;
    static final int SPACE = 37;
    static final int DOT = 38;
    static final int HYPHEN = 39;
    static final int LOW_LINE = 40;
    static final int SLASH = 41;
    static final int COLON = 42;
    static final int AT = 43;
    static final int DOLLAR = 44;
    static final int BANG = 45;
    static final int STAR = 46;
    static final int PLUS = 47;
    static final int BAR = 48;
    static final int OPEN = 49;
    static final int CLOSE = 50;
    static final int APOSTROPHE = 51;
    static final int HASH = 52;
    static final int OTHER_MARK = 53;
    static final int OTHER_LETTER = 54;
    static final int END = 55;
    static final int COUNT = 56;

    static final long LATIN = mask(A, A + 25);
    static final long DIGITS = mask(ZERO, ZERO + 9);
    static final long LETTERS = LATIN | of(OTHER_LETTER);
    static final long WORD = LETTERS | DIGITS;
    /** What may stand between two words of a phrase, or between letters that are spaced out. */
    static final long GAPS = mask(SPACE, OTHER_MARK);
    /** What may stand singly between two letters of one word without its being two words. */
    static final long JOINERS =
            of(DOT) | of(HYPHEN) | of(LOW_LINE) | of(SLASH) | of(COLON) | of(STAR) | of(PLUS) | of(BAR) | of(HASH);
    /** Marks that may stand for a letter inside a word but that seldom begin one. */
    static final long INNER_LEET = of(BANG) | of(PLUS) | of(BAR);

    private static final String[] LEET = {
        "a4@", "b8", "e3", "g96", "i1!|", "l1|", "o0", "s5$", "t7+", "z2",
    };
    private static final long[] DISGUISES = disguises();

    private Symbol() {}

    static long of(int symbol) {
        return 1L << symbol;
    }

    static boolean in(long set, int symbol) {
        return ((set >>> symbol) & 1) != 0;
    }

    /** The letter or digit itself and what is written for it. */
    static long disguised(int symbol) {
        return DISGUISES[symbol];
    }

    /** The symbol of an ASCII character. */
    static int ascii(char c) {
        if (c >= 'a' && c <= 'z') {
            return A + c - 'a';
        }
        if (c >= 'A' && c <= 'Z') {
            return A + c - 'A';
        }
        if (c >= '0' && c <= '9') {
            return ZERO + c - '0';
        }
        return switch (c) {
            case ' ', '\t', '\n', '\r', '\f', '\u000b' -> SPACE;
            case '.' -> DOT;
            case '-' -> HYPHEN;
            case '_' -> LOW_LINE;
            case '/', '\\' -> SLASH;
            case ':' -> COLON;
            case '@' -> AT;
            case '$' -> DOLLAR;
            case '!' -> BANG;
            case '*' -> STAR;
            case '+' -> PLUS;
            case '|' -> BAR;
            case '(' -> OPEN;
            case ')' -> CLOSE;
            case '\'', '`' -> APOSTROPHE;
            case '#' -> HASH;
            default -> c < ' ' || c == 0x7f ? NONE : OTHER_MARK;
        };
    }

    private static long mask(int first, int last) {
        return (-1L >>> (63 - (last - first))) << first;
    }

    private static long[] disguises() {
        long[] sets = new long[COUNT];
        for (int symbol = A; symbol <= ZERO + 9; symbol++) {
            sets[symbol] = of(symbol);
        }
        for (String line : LEET) {
            int letter = ascii(line.charAt(0));
            for (int i = 0; i < line.length(); i++) {
                sets[letter] |= of(ascii(line.charAt(i)));
            }
        }
        return sets;
    }
}
