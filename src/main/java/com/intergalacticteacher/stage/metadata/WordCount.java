package com.intergalacticteacher.stage.metadata;

import com.intergalacticteacher.event.SentenceMarks;
import java.text.BreakIterator;
import java.util.Locale;

/**
 * The words and sentences of a text. Where words stand apart one pass tells them; a script that writes them together,
 * as Thai or Chinese, is left to {@link BreakIterator}, which costs ten times as much.
 *
 * @param longWords those of more than six letters
 */
record WordCount(int words, int longWords, int syllables, int sentences) {
    private static final int LONG_WORD = 6;
    /** Where the scripts begin of which some write words together. */
    private static final char FIRST_TOGETHER = 0x0E00;

    /** Between two letters these are part of the word. */
    private static final String JOINTS = "'\u2019-\u2010\u2011\u00AD.";

    static WordCount of(String text, Locale locale) {
        Pass pass = new Pass(text);
        pass.run();
        return pass.isTogether ? ofBreaks(text, locale) : pass.count();
    }

    static WordCount ofBreaks(String text, Locale locale) {
        BreakIterator breaks = BreakIterator.getWordInstance(locale);
        breaks.setText(text);
        int words = 0;
        int longWords = 0;
        int syllables = 0;
        int start = breaks.first();
        for (int end = breaks.next(); end != BreakIterator.DONE; start = end, end = breaks.next()) {
            if (Character.isLetterOrDigit(text.codePointAt(start))) {
                words++;
                longWords += isLong(start, end) ? 1 : 0;
                syllables += Syllables.of(text.substring(start, end));
            }
        }
        return new WordCount(words, longWords, syllables, sentences(text, locale));
    }

    private static int sentences(String text, Locale locale) {
        BreakIterator breaks = BreakIterator.getSentenceInstance(locale);
        breaks.setText(text);
        int sentences = 0;
        int start = breaks.first();
        for (int end = breaks.next(); end != BreakIterator.DONE; start = end, end = breaks.next()) {
            sentences += text.substring(start, end).isBlank() ? 0 : 1;
        }
        return sentences;
    }

    private static boolean isLong(int start, int end) {
        return end - start > LONG_WORD;
    }

    private static final class Pass {
        private final String text;
        private int words;
        private int longWords;
        private int syllables;
        private int sentences;
        private boolean hasEnded = true;
        private boolean isTogether;

        Pass(String text) {
            this.text = text;
        }

        void run() {
            int i = 0;
            while (i < text.length() && !isTogether) {
                char c = text.charAt(i);
                if (isPart(c)) {
                    i = word(i);
                } else {
                    hasEnded |= SentenceMarks.isEnd(c) || isParagraph(i);
                    i++;
                }
            }
        }

        WordCount count() {
            return new WordCount(words, longWords, syllables, sentences);
        }

        /** A sentence that goes on in small letters, after somebody spoke, has not ended. */
        private int word(int start) {
            if (hasEnded && (sentences == 0 || !Character.isLowerCase(text.charAt(start)))) {
                sentences++;
            }
            hasEnded = false;
            int end = end(start);
            words++;
            longWords += isLong(start, end) ? 1 : 0;
            syllables += Syllables.of(text.substring(start, end));
            return end;
        }

        private int end(int start) {
            int i = start + 1;
            while (i < text.length() && (isPart(text.charAt(i)) || isJoint(i))) {
                i++;
            }
            return i;
        }

        private boolean isJoint(int i) {
            return JOINTS.indexOf(text.charAt(i)) >= 0
                    && i + 1 < text.length()
                    && isPart(text.charAt(i - 1))
                    && isPart(text.charAt(i + 1));
        }

        private boolean isParagraph(int i) {
            return text.charAt(i) == '\n' && i > 0 && text.charAt(i - 1) == '\n';
        }

        private boolean isPart(char c) {
            if (c < 0x80) {
                return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            }
            isTogether |= c >= FIRST_TOGETHER && writesTogether(c);
            return Character.isLetterOrDigit(c) || Character.getType(c) == Character.NON_SPACING_MARK;
        }

        private static boolean writesTogether(char c) {
            return switch (Character.UnicodeScript.of(c)) {
                case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
                default -> false;
            };
        }
    }
}
