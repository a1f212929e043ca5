package com.intergalacticteacher.storyteller.grammar;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The small print of written English: articles, capitals, quotation marks, where a sentence ends. */
final class Prose {
    private static final Pattern ARTICLE =
            Pattern.compile("\\b([Aa]) (?=[aeioAEIO]|[uU](?!ni|se|su|til))(?!one\\b|once\\b|eu)");
    private static final Pattern START =
            Pattern.compile("(^|\\n\\n|[.!?] |[.!?]” (?=“)|(?<!\\.\\.)\\.” )(“?)(\\p{Ll})");
    private static final Pattern OPENING = Pattern.compile("(?<=^|[\\s(])\"");
    private static final Pattern END = Pattern.compile("(?<=[.!?]|[.!?]”)(?<!Mr\\.|Mrs\\.|Dr\\.)\\s+(?!\\p{Ll})");

    private Prose() {}

    static String polish(String text) {
        String quoted = OPENING.matcher(text).replaceAll("“").replace('"', '”').replace('\'', '’');
        String agreed = ARTICLE.matcher(quoted).replaceAll("$1n ");
        return START.matcher(agreed)
                .replaceAll(found ->
                        found.group(1) + found.group(2) + found.group(3).toUpperCase(Locale.ROOT));
    }

    static List<String> sentences(String text) {
        return Arrays.stream(END.split(text.strip())).filter(s -> !s.isBlank()).toList();
    }

    static int words(String text) {
        return text.isBlank() ? 0 : text.strip().split("\\s+").length;
    }

    /** The first two words, without marks: what makes two sentences in a row sound alike. */
    static String opening(String sentence) {
        String[] words = sentence.replaceAll("[“”,.!?]", "").split(" ", 3);
        return words.length < 2 ? words[0] : words[0] + " " + words[1];
    }
}
