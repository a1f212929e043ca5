package com.intergalacticteacher.stream;

/** Where a chunk ends that holds no more words than it may: before a space, so that no grapheme is split. */
final class Chunks {
    private Chunks() {}

    static int end(CharSequence text, int from, int maxWords) {
        // A word has at least one letter and a space; so short a text needs no counting, and most are.
        if (text.length() - from < 2 * maxWords) {
            return text.length();
        }
        int words = 0;
        boolean inWord = false;
        for (int i = from; i < text.length(); i++) {
            boolean isSpace = Character.isWhitespace(text.charAt(i));
            if (isSpace && inWord && ++words == maxWords) {
                return i;
            }
            inWord = !isSpace;
        }
        return text.length();
    }
}
