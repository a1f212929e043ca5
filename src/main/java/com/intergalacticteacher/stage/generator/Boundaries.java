package com.intergalacticteacher.stage.generator;

import com.intergalacticteacher.event.Granularity;
import com.intergalacticteacher.event.SentenceMarks;

/** Up to where a text may leave, by granularity. */
final class Boundaries {
    private Boundaries() {}

    /** Behind the last boundary there is, or behind so many words that no more may wait; 0 if nothing may leave. */
    static int end(String text, Granularity granularity, int maxWords) {
        return switch (granularity) {
            case TOKEN -> text.length();
            case SENTENCE -> Math.max(lastSentence(text), overlong(text, maxWords));
            case PARAGRAPH -> Math.max(lastParagraph(text), overlong(text, maxWords));
        };
    }

    private static int lastParagraph(String text) {
        int gap = text.lastIndexOf("\n\n");
        return gap < 0 ? 0 : gap + 2;
    }

    private static int lastSentence(String text) {
        for (int i = text.length() - 1; i > 0; i--) {
            boolean isSpace = Character.isWhitespace(text.charAt(i));
            if (isSpace ? isEnded(text, i) : isWideEnded(text, i)) {
                return i;
            }
        }
        return 0;
    }

    private static boolean isEnded(String text, int space) {
        return text.charAt(space) == '\n' || SentenceMarks.isEnd(beforeClosers(text, space));
    }

    private static boolean isWideEnded(String text, int next) {
        char follower = text.charAt(next);
        return !SentenceMarks.isEnd(follower)
                && !SentenceMarks.isCloser(follower)
                && Character.getType(follower) != Character.NON_SPACING_MARK
                && SentenceMarks.isWideEnd(beforeClosers(text, next));
    }

    private static char beforeClosers(String text, int end) {
        int i = end - 1;
        while (i > 0 && SentenceMarks.isCloser(text.charAt(i))) {
            i--;
        }
        return text.charAt(i);
    }

    private static int overlong(String text, int maxWords) {
        int words = 0;
        int end = 0;
        for (int i = 1; i < text.length(); i++) {
            if (Character.isWhitespace(text.charAt(i)) && !Character.isWhitespace(text.charAt(i - 1))) {
                words++;
                end = words % maxWords == 0 ? i : end;
            }
        }
        return end;
    }
}
