package com.intergalacticteacher.stage.generator;

import com.intergalacticteacher.event.Brief;

/** How far a chapter has come, by its words so far and those expected at the child's age. */
final class WordMeter {
    private final int expected;
    private int words;
    private boolean isInWord;

    private WordMeter(int expected) {
        this.expected = expected;
    }

    static WordMeter expecting(Brief.Hero child) {
        return new WordMeter(Math.min(600, 150 + 40 * Math.max(0, child.age() - 3)));
    }

    void add(CharSequence text) {
        for (int i = 0; i < text.length() && words < expected; i++) {
            char c = text.charAt(i);
            boolean isLetter = c > ' ' && (c < 0x80 || !Character.isWhitespace(c));
            if (isLetter && !isInWord) {
                words++;
            }
            isInWord = isLetter;
        }
    }

    /** In steps of five, so that it is told now and then and not with every word. */
    int percent(int from, int to) {
        int percent = from + (to - from) * words / expected;
        return percent - percent % 5;
    }
}
