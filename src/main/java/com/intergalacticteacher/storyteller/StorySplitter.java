package com.intergalacticteacher.storyteller;

import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * Parts a model's answer, however it is cut, into the story and what comes after it: first text, then a line with a
 * marker, then JSON. Three equals signs and a letter are the marker, whatever the model makes of the word. Headings,
 * titles, rules and code fences are left out, and so are control characters; so is white space at the very beginning
 * and the very end. Only what can still turn out to be none of the story is held back.
 */
final class StorySplitter {
    static final String MARKER = "===CHOICES===";
    private static final int MAX_TAIL = 16_384;

    private final StringBuilder held = new StringBuilder();
    private final StringBuilder gap = new StringBuilder();
    private final StringBuilder tail = new StringBuilder();
    private final boolean isNew;
    private StringBuilder out = new StringBuilder();
    private boolean isStarted;
    private boolean isLineStart;
    private boolean isWhole;
    private boolean isTail;
    private @Nullable String heading;

    /** @param told what the answer continues; empty if it begins a story */
    StorySplitter(String told) {
        isNew = told.isEmpty();
        isLineStart = isNew || told.endsWith("\n");
        isStarted = !isNew && !Character.isWhitespace(told.charAt(told.length() - 1));
    }

    /** What of the story can be said now. */
    String push(CharSequence piece) {
        if (isTail) {
            tail(piece);
            return "";
        }
        held.append(piece);
        return released();
    }

    /** What of the story is held back still, once the answer has ended. */
    String end() {
        isWhole = true;
        return isTail ? "" : released();
    }

    /** What came after the marker. */
    String tail() {
        return tail.toString();
    }

    boolean isTail() {
        return isTail;
    }

    /** The title that stood above the story. */
    @Nullable
    String heading() {
        return heading;
    }

    private String released() {
        out = new StringBuilder(held.length() + gap.length());
        int at = 0;
        while (at < held.length() && !isTail) {
            int next = isLineStart ? lineStart(at) : within(at);
            if (next == at) {
                break;
            }
            at = next;
        }
        if (isTail) {
            tail(held.subSequence(at, held.length()));
            held.setLength(0);
        } else {
            held.delete(0, at);
        }
        return out.toString();
    }

    /** Reads from inside a line to its end, or as far as can be; stays where it is if more has to come first. */
    private int within(int from) {
        for (int at = from; at < held.length(); at++) {
            char c = held.charAt(at);
            if (c == '\n') {
                isLineStart = true;
                say(c);
                return at + 1;
            }
            if (c == '=') {
                LineKind kind = LineKind.marker(held, at);
                if (kind == LineKind.TAIL) {
                    isTail = true;
                    return at;
                }
                if (kind == LineKind.UNDECIDED && !(isWhole && held.length() - at < 3)) {
                    return isWhole ? held.length() : at;
                }
            }
            if (Character.isHighSurrogate(c) && at + 1 == held.length() && !isWhole) {
                return at;
            }
            at += character(c, at);
        }
        return held.length();
    }

    /** Says one character, and how many more were said with it. Halves of characters become a question mark. */
    private int character(char c, int at) {
        if (!Character.isSurrogate(c)) {
            say(c);
            return 0;
        }
        if (Character.isHighSurrogate(c) && at + 1 < held.length() && Character.isLowSurrogate(held.charAt(at + 1))) {
            say(c);
            say(held.charAt(at + 1));
            return 1;
        }
        say('\uFFFD');
        return 0;
    }

    private int lineStart(int from) {
        int at = from;
        while (at < held.length() && (Character.isWhitespace(held.charAt(at)) || isControl(held.charAt(at)))) {
            say(held.charAt(at++));
        }
        if (at == held.length()) {
            return at;
        }
        int end = held.indexOf("\n", at);
        boolean isWholeLine = end >= 0 || isWhole;
        String line = held.substring(at, end < 0 ? held.length() : end);
        switch (LineKind.of(line, isWholeLine, isNew && !isStarted)) {
            case UNDECIDED -> {
                return at;
            }
            case TAIL -> {
                isTail = true;
                return at;
            }
            case TAIL_NEXT -> {
                isTail = true;
                return at + line.length();
            }
            case DROPPED -> {
                dropped(line);
                return Math.min(held.length(), at + line.length() + 1);
            }
            case LABELLED -> {
                isLineStart = false;
                Matcher label = LineKind.LABEL.matcher(line);
                return label.lookingAt() ? at + label.end() : at;
            }
            case STORY -> isLineStart = false;
        }
        return within(at);
    }

    private void dropped(String line) {
        if (!isStarted && heading == null && line.chars().anyMatch(Character::isLetter) && !line.startsWith("`")) {
            heading = line.replaceFirst("(?iu)^[\\s#*_\"“]*(tit\\p{L}{2,4}[*_ ]*[:：])?", "");
        }
    }

    private void say(char c) {
        if (Character.isWhitespace(c)) {
            if (isStarted && (c == '\n' || !isControl(c))) {
                gap.append(c);
            }
        } else if (!isControl(c)) {
            out.append(gap).append(c);
            gap.setLength(0);
            isStarted = true;
        }
    }

    private static boolean isControl(char c) {
        return (c < ' ' && c != '\n' && c != '\t') || (c >= 0x7F && c < 0xA0);
    }

    private void tail(CharSequence piece) {
        tail.append(piece, 0, Math.min(piece.length(), MAX_TAIL - tail.length()));
    }
}
