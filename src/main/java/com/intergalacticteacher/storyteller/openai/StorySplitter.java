package com.intergalacticteacher.storyteller.openai;

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

    private final StringBuilder gap = new StringBuilder();
    private final StringBuilder tail = new StringBuilder();
    private final boolean isNew;
    private final StringBuilder out = new StringBuilder();
    private String held = "";
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
        held = held.isEmpty() ? piece.toString() : held + piece;
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
        int at = 0;
        while (at < held.length() && !isTail) {
            int next = isLineStart ? lineStart(at) : within(at);
            if (next == at) {
                break;
            }
            at = next;
        }
        String rest = held.substring(at);
        held = isTail ? "" : rest;
        if (isTail) {
            tail(rest);
        }
        String released = out.toString();
        out.setLength(0);
        return released;
    }

    /** Reads from inside a line to its end, or as far as can be; stays where it is if more has to come first. */
    private int within(int from) {
        int at = from;
        while (at < held.length()) {
            char c = held.charAt(at);
            if (isPlain(c)) {
                at++;
            } else if (c == '\n') {
                isLineStart = true;
                say(from, at + 1);
                return at + 1;
            } else {
                say(from, at);
                return special(c, at);
            }
        }
        say(from, at);
        return at;
    }

    /** Where reading goes on after what needs a second look: here, if more has to come first. */
    private int special(char c, int at) {
        if (isControl(c)) {
            return at + 1;
        }
        if (c != '=') {
            return character(c, at);
        }
        LineKind kind = LineKind.marker(held, at);
        isTail = kind == LineKind.TAIL;
        if (isTail || (kind == LineKind.UNDECIDED && !isWhole)) {
            return at;
        }
        if (kind == LineKind.UNDECIDED && held.length() - at >= 3) {
            return held.length();
        }
        say(at, at + 1);
        return at + 1;
    }

    /** Half of a character waits for the other; if that does not come it is a question mark. */
    private int character(char c, int at) {
        boolean isLast = at + 1 == held.length();
        if (Character.isHighSurrogate(c) && isLast && !isWhole) {
            return at;
        }
        if (Character.isHighSurrogate(c) && !isLast && Character.isLowSurrogate(held.charAt(at + 1))) {
            say(at, at + 2);
            return at + 2;
        }
        out.append(gap).append('\uFFFD');
        gap.setLength(0);
        isStarted = true;
        return at + 1;
    }

    private int lineStart(int from) {
        int at = from;
        while (at < held.length() && (Character.isWhitespace(held.charAt(at)) || isControl(held.charAt(at)))) {
            if (!isControl(held.charAt(at))) {
                say(at, at + 1);
            }
            at++;
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

    /** White space waits until something follows it. */
    private void say(int from, int to) {
        int end = to;
        while (end > from && Character.isWhitespace(held.charAt(end - 1))) {
            end--;
        }
        int begin = from;
        while (!isStarted && begin < end && Character.isWhitespace(held.charAt(begin))) {
            begin++;
        }
        if (begin < end) {
            out.append(gap).append(held, begin, end);
            gap.setLength(0);
            isStarted = true;
        }
        if (isStarted) {
            gap.append(held, end, to);
        }
    }

    private static boolean isPlain(char c) {
        return c < 0x7F ? (c >= ' ' && c != '=') || c == '\t' : c >= 0xA0 && !Character.isSurrogate(c);
    }

    private static boolean isControl(char c) {
        return (c < ' ' && c != '\n' && c != '\t') || (c >= 0x7F && c < 0xA0);
    }

    private void tail(CharSequence piece) {
        tail.append(piece, 0, Math.min(piece.length(), MAX_TAIL - tail.length()));
    }
}
