package com.intergalacticteacher.storyteller.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The small print of written English: articles, capitals, quotation marks, where a sentence ends. Read letter by letter,
 * because every line that is weighed comes through here.
 */
final class Prose {
    private static final List<String> TITLES = List.of("Mr.", "Mrs.", "Dr.");

    private Prose() {}

    static String polish(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                out.append(i == 0 || opensAfter(text.charAt(i - 1)) ? '“' : '”');
            } else if (c == '\'') {
                out.append('’');
            } else if (Character.isLowerCase(c) && starts(out)) {
                out.append(Character.toUpperCase(c));
            } else {
                out.append(c);
            }
            if ((c == 'a' || c == 'A') && isArticle(text, i) && soundsOpen(text, i + 2)) {
                out.append('n');
            }
        }
        return out.toString();
    }

    private static boolean opensAfter(char before) {
        return Character.isWhitespace(before) || before == '(';
    }

    /** Whether what comes next begins a sentence. */
    private static boolean starts(StringBuilder before) {
        int end = before.length();
        boolean quotes = end > 0 && before.charAt(end - 1) == '“';
        end -= quotes ? 1 : 0;
        if (end == 0 || (end >= 2 && before.charAt(end - 1) == '\n' && before.charAt(end - 2) == '\n')) {
            return true;
        }
        if (end < 2 || before.charAt(end - 1) != ' ') {
            return false;
        }
        char mark = before.charAt(end - 2);
        if (mark == '”') {
            return end >= 3
                    && ((quotes && isEnd(before.charAt(end - 3)))
                            || (before.charAt(end - 3) == '.' && !endsWith(before, end - 3, "..")));
        }
        return isEnd(mark);
    }

    private static boolean endsWith(StringBuilder text, int end, String what) {
        return end >= what.length() && text.substring(end - what.length(), end).equals(what);
    }

    private static boolean isArticle(String text, int at) {
        return text.startsWith(" ", at + 1)
                && (at == 0 || !(Character.isLetterOrDigit(text.charAt(at - 1)) || text.charAt(at - 1) == '_'));
    }

    private static boolean soundsOpen(String text, int at) {
        if (at >= text.length() || "aeiouAEIOU".indexOf(text.charAt(at)) < 0) {
            return false;
        }
        boolean isU = text.charAt(at) == 'u' || text.charAt(at) == 'U';
        boolean closed = isU
                ? Stream.of("ni", "se", "su", "til").anyMatch(rest -> text.startsWith(rest, at + 1))
                : (text.startsWith("eu", at) || isWord(text, at, "one") || isWord(text, at, "once"));
        return !closed;
    }

    private static boolean isWord(String text, int at, String word) {
        int end = at + word.length();
        return text.startsWith(word, at) && (end == text.length() || !Character.isLetter(text.charAt(end)));
    }

    static List<String> sentences(String text) {
        String all = text.strip();
        List<String> sentences = new ArrayList<>();
        int from = 0;
        for (int i = 1; i < all.length(); i++) {
            if (Character.isWhitespace(all.charAt(i)) && ends(all, i)) {
                int next = i;
                while (Character.isWhitespace(all.charAt(next))) {
                    next++;
                }
                if (!Character.isLowerCase(all.charAt(next))) {
                    sentences.add(all.substring(from, i));
                    from = next;
                }
                i = next;
            }
        }
        if (from < all.length()) {
            sentences.add(all.substring(from));
        }
        return sentences;
    }

    private static boolean ends(String text, int at) {
        char last = text.charAt(at - 1);
        if (last == '”') {
            return at >= 2 && isEnd(text.charAt(at - 2));
        }
        return isEnd(last) && TITLES.stream().noneMatch(title -> text.startsWith(title, at - title.length()));
    }

    private static boolean isEnd(char mark) {
        return mark == '.' || mark == '!' || mark == '?';
    }

    static int words(String text) {
        int words = 0;
        boolean inside = false;
        for (int i = 0; i < text.length(); i++) {
            boolean letter = !Character.isWhitespace(text.charAt(i));
            words += letter && !inside ? 1 : 0;
            inside = letter;
        }
        return words;
    }

    /** Where a word stands by itself in a text, from some place on, or -1. */
    static int find(String text, String word, int from) {
        int at = text.indexOf(word, from);
        while (at >= 0 && !standsAlone(text, at, at + word.length())) {
            at = text.indexOf(word, at + 1);
        }
        return at;
    }

    private static boolean standsAlone(String text, int from, int to) {
        return (from == 0 || !Character.isLetter(text.charAt(from - 1)))
                && (to == text.length() || !Character.isLetter(text.charAt(to)));
    }

    /** The first two words, without marks: what makes two sentences in a row sound alike. */
    static String opening(String sentence) {
        StringBuilder opening = new StringBuilder();
        int spaces = 0;
        for (int i = 0; i < sentence.length() && spaces < 2; i++) {
            char c = sentence.charAt(i);
            spaces += c == ' ' ? 1 : 0;
            if (spaces < 2 && "“”,.!?".indexOf(c) < 0) {
                opening.append(c);
            }
        }
        return opening.toString();
    }
}
