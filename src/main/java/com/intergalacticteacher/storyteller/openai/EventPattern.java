package com.intergalacticteacher.storyteller.openai;

import java.util.Arrays;

/** What the events of one answer have in common: every byte before and after the text they bring. */
final class EventPattern {
    private static final byte[] NOTHING = {};

    private byte[] before = NOTHING;
    private byte[] after = NOTHING;
    private int recognised;

    /** Takes the one data line of an event as the pattern; the inside of its text begins at {@code textAt}. */
    void learn(byte[] line, int textAt, byte[] lineEnd) {
        int textEnd = JsonText.end(line, textAt, line.length);
        if (textEnd < 0) {
            return;
        }
        int rest = line.length - textEnd;
        before = Arrays.copyOf(line, textAt);
        after = Arrays.copyOfRange(line, textEnd, textEnd + rest + 2 * lineEnd.length);
        System.arraycopy(lineEnd, 0, after, rest, lineEnd.length);
        System.arraycopy(lineEnd, 0, after, rest + lineEnd.length, lineEnd.length);
    }

    /**
     * Appends the text of the event at {@code at}, if it differs from the pattern in nothing else, and says where the
     * next one begins; else -1. Changing one string of a JSON document to another changes nothing else in it, so what
     * the parser found out about the pattern holds.
     */
    int recognise(byte[] in, int at, StringBuilder text) {
        int textAt = at + before.length;
        if (textAt == at || textAt > in.length || !Arrays.equals(in, at, textAt, before, 0, before.length)) {
            return -1;
        }
        int textEnd = JsonText.end(in, textAt, in.length);
        int next = textEnd + after.length;
        if (textEnd < 0 || next > in.length || !Arrays.equals(in, textEnd, next, after, 0, after.length)) {
            return -1;
        }
        if (!JsonText.append(in, textAt, textEnd, text)) {
            return -1;
        }
        recognised++;
        return next;
    }

    /** How many events were recognised so far. */
    int recognised() {
        return recognised;
    }
}
