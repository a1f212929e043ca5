package com.intergalacticteacher.stream;

import com.intergalacticteacher.event.SentenceMarks;

/** How a chapter is cut back: to its last whole sentence, and not for ever. */
public final class Revisions {
    /** After so many the stream ends with {@code UNSAFE_CONTENT}. */
    public static final int MOST = 2;

    private Revisions() {}

    /** The UTF-16 units to keep of a text that is unfit from {@code end}: all up to the last sentence that ends there. */
    public static int keep(CharSequence text, int end) {
        for (int i = end - 1; i >= 0; i--) {
            if (SentenceMarks.isEnd(text.charAt(i))) {
                return withClosers(text, i + 1, end);
            }
        }
        return 0;
    }

    private static int withClosers(CharSequence text, int from, int end) {
        int i = from;
        while (i < end && SentenceMarks.isCloser(text.charAt(i))) {
            i++;
        }
        return i;
    }
}
