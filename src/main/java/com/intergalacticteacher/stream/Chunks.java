package com.intergalacticteacher.stream;

/** Where a chunk ends that holds no more words than it may: before a space, so that no grapheme is split. */
final class Chunks {
    private Chunks() {}

    static int end(CharSequence text, int from, int maxWords) {
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
