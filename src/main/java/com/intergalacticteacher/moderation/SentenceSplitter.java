package com.intergalacticteacher.moderation;

import com.intergalacticteacher.event.SentenceMarks;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Cuts a stream of text into sentences, each given out as soon as its end is certain: when the first letter of the
 * next is there. The sentences, spaces and all, are the text to the letter. For one thread at a time.
 */
public final class SentenceSplitter {
    /** A sentence that does not end is cut at the first space after so many UTF-16 units, or without one after twice as many. */
    static final int MAX_LENGTH = 600;

    /** Words, in lower case, whose dot ends no sentence. */
    private static final Set<String> ABBREVIATIONS = Set.of(
            "mr", "mrs", "ms", "mx", "dr", "prof", "st", "jr", "capt", "col", "gen", "lt", "sgt", "rev", "hon", "no",
            "vs", "fig", "e.g", "i.e", "approx", "hr", "fr", "nr", "bzw", "ca", "z.b", "u.a", "d.h", "evtl", "mme",
            "mlle", "p.ex", "cf", "sr", "sra", "srta", "dra", "ud", "uds", "p.ej", "sig", "sigg", "dott", "ecc", "p.es",
            "exmo", "exma", "av");

    private final StringBuilder text = new StringBuilder();
    /** Where the search for the sentence's end goes on. */
    private int at;

    /** Takes the next piece; answers the sentences that are complete by it, in order. */
    public List<String> push(String piece) {
        text.append(piece);
        List<String> sentences = new ArrayList<>(1);
        for (int end = end(); end > 0; end = end()) {
            sentences.add(text.substring(0, end));
            text.delete(0, end);
            at = 0;
        }
        return sentences;
    }

    /** The text is at its end: what remains is the last sentence. */
    public Optional<String> finish() {
        String rest = text.toString();
        text.setLength(0);
        at = 0;
        return rest.isEmpty() ? Optional.empty() : Optional.of(rest);
    }

    /** How long the first sentence is, or 0 while that is not certain. */
    private int end() {
        for (; at < text.length(); at++) {
            int next = next(at);
            if (next < 0) {
                return 0;
            }
            if (next > 0) {
                return next;
            }
            if (at >= MAX_LENGTH && mayCut(at)) {
                return at + 1;
            }
        }
        return 0;
    }

    private boolean mayCut(int index) {
        boolean letterAfter = index + 1 < text.length() && !Character.isLowSurrogate(text.charAt(index + 1));
        return Character.isWhitespace(text.charAt(index)) || (index >= 2 * MAX_LENGTH && letterAfter);
    }

    /** Where the next sentence begins if this one ends at an index; 0 if it does not, -1 if more must come to know. */
    private int next(int index) {
        char c = text.charAt(index);
        if (c == '\n') {
            return paragraph(index);
        }
        if (!SentenceMarks.isEnd(c)) {
            return 0;
        }
        int i = index + 1;
        while (i < text.length() && belongsToTheEnd(text.charAt(i))) {
            i++;
        }
        int gap = i;
        while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
            i++;
        }
        if (i == text.length()) {
            return text.length() >= 2 * MAX_LENGTH ? text.length() : -1;
        }
        if (i == gap) {
            return SentenceMarks.isWideEnd(c) ? i : 0;
        }
        boolean open = c == '.' && gap == index + 1 && isAbbreviated(index);
        return open || Character.isLowerCase(text.charAt(i)) ? 0 : i;
    }

    private static boolean belongsToTheEnd(char c) {
        return SentenceMarks.isEnd(c) || SentenceMarks.isCloser(c);
    }

    /** An empty line ends a sentence whatever stands before it. */
    private int paragraph(int index) {
        int i = index;
        int lines = 0;
        while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
            if (text.charAt(i++) == '\n') {
                lines++;
            }
        }
        if (i == text.length()) {
            return text.length() >= 2 * MAX_LENGTH ? text.length() : -1;
        }
        return lines > 1 && index > 0 ? i : 0;
    }

    private boolean isAbbreviated(int dot) {
        int start = dot;
        while (start > 0 && (Character.isLetter(text.charAt(start - 1)) || text.charAt(start - 1) == '.')) {
            start--;
        }
        String word = text.substring(start, dot);
        boolean initial = word.length() == 1 && Character.isUpperCase(word.charAt(0)) && !word.equals("I");
        return initial || ABBREVIATIONS.contains(word.toLowerCase(Locale.ROOT));
    }
}
