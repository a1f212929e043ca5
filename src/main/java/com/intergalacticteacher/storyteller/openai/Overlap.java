package com.intergalacticteacher.storyteller.openai;

/**
 * Takes off what a continuation says again of the text it continues: at most 200 characters, and either all of its last
 * word, all of it, or enough for it to be no chance. Holds back no more than what may still be such a repetition.
 */
final class Overlap {
    static final int MAX = 200;
    private static final int NO_CHANCE = 12;

    private final String told;
    private final int lastWord;
    private final StringBuilder held = new StringBuilder();
    private boolean isDecided;

    Overlap(String told) {
        this.told = told.substring(Math.max(0, told.length() - MAX));
        this.lastWord = lastWord(told).length();
        this.isDecided = told.isEmpty();
    }

    /** The letters after the last white space, if there are not too many; empty after white space. */
    static String lastWord(String told) {
        int at = told.length();
        while (at > 0 && !Character.isWhitespace(told.charAt(at - 1))) {
            at--;
        }
        return told.length() - at > MAX ? "" : told.substring(at);
    }

    /** What of all text so far can be said now. */
    String push(String piece) {
        if (isDecided) {
            return piece;
        }
        held.append(piece);
        return isUndecided() ? "" : end();
    }

    /** What is held back still and is no repetition. */
    String end() {
        if (isDecided) {
            return "";
        }
        isDecided = true;
        int from = leading();
        for (int length = Math.min(told.length(), held.length() - from); length > 0; length--) {
            if (counts(length, from) && isRepeated(from, length)) {
                return held.substring(from + length);
            }
        }
        return held.toString();
    }

    /** Whether more text could make what is held a longer repetition. */
    private boolean isUndecided() {
        int from = leading();
        int there = held.length() - from;
        for (int at = 0; at + there < told.length(); at++) {
            if (counts(told.length() - at, from) && told.regionMatches(at, held.substring(from), 0, there)) {
                return true;
            }
        }
        return there == 0;
    }

    private boolean counts(int length, int from) {
        return length >= NO_CHANCE || (from == 0 && (length == lastWord || length == told.length()));
    }

    private boolean isRepeated(int from, int length) {
        return told.endsWith(held.substring(from, from + length));
    }

    private int leading() {
        int at = 0;
        while (at < held.length() && Character.isWhitespace(held.charAt(at))) {
            at++;
        }
        return at;
    }
}
