package com.intergalacticteacher.storyteller.builtin;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts text the way a model hands it over: words with the space before them, marks apart, long words in pieces. */
final class Tokens {
    private static final Pattern TOKEN =
            Pattern.compile(" ?[\\p{L}\\p{M}\\p{N}]{1,7}| ?[^\\p{L}\\p{M}\\p{N}\\s]\\p{M}*|\\s+", Pattern.UNICODE_CASE);

    private Tokens() {}

    /** Together they are the text; no character outside the basic plane is cut in two. */
    static List<String> of(String text) {
        List<String> tokens = new ArrayList<>();
        Matcher token = TOKEN.matcher(text);
        int end = 0;
        while (token.find()) {
            tokens.add(text.substring(end, token.end()));
            end = token.end();
        }
        if (end < text.length()) {
            tokens.add(text.substring(end));
        }
        return tokens;
    }
}
