package com.intergalacticteacher.storyteller.openai;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a line of a model's answer is, told from its beginning, as soon as that can be told. */
enum LineKind {
    /** More of the line is needed. */
    UNDECIDED,
    STORY,
    /** Everything from here on is what comes after the story. */
    TAIL,
    /** As {@code TAIL}, from the next line on. */
    TAIL_NEXT,
    /** A heading, a label with a title, a rule, a fence: no part of the story. */
    DROPPED,
    /** Story, once the label it begins with is off. */
    LABELLED;

    private static final int MAX_HEADING = 200;
    private static final String DECORATION = "#*`_~->";
    private static final Pattern MARKER = Pattern.compile("={3,}[ \\t*_`]{0,3}\\p{L}");
    private static final Pattern MAYBE_MARKER = Pattern.compile("=+|={3,}[ \\t*_`]{0,3}");
    private static final Pattern RULE = Pattern.compile("([-*_=~])(\\s*\\1){2,}\\s*");
    private static final Pattern HEADING = Pattern.compile("#{1,6}\\s.*", Pattern.DOTALL);
    private static final Pattern FENCE = Pattern.compile("(```|~~~).*", Pattern.DOTALL);
    private static final Pattern BOLD = Pattern.compile("(\\*\\*|__)[^*_]+\\1\\s*");
    private static final Pattern TITLE = Pattern.compile(
            "[*_\"“]*(title|titel|titre|título|titulo|titolo)[*_ ]*[:：].*",
            Pattern.DOTALL | Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    static final Pattern LABEL =
            Pattern.compile("[*_\"“]*(story|chapter \\d{1,3}|chapter)[*_ ]*[:：][*_]*[ \\t]*", Pattern.CASE_INSENSITIVE);
    private static final String[] LABELS = {"titolo", "title", "titel", "titre", "título", "titulo", "story"};

    /**
     * @param line from its first letter that is not white space, without its end
     * @param isWhole whether its end is known
     * @param isFirst whether no story came before it
     */
    static LineKind of(String line, boolean isWhole, boolean isFirst) {
        if (line.charAt(0) == '{') {
            return TAIL;
        }
        int plain = 0;
        while (plain < line.length() && isDecoration(line.charAt(plain))) {
            plain++;
        }
        if (plain == line.length() && !isWhole) {
            return line.length() < MAX_HEADING ? UNDECIDED : STORY;
        }
        if (plain < line.length() && line.charAt(plain) == '=') {
            return marked(line, plain, isWhole);
        }
        if (FENCE.matcher(line).matches()) {
            return isWhole ? (line.toLowerCase(Locale.ROOT).contains("json") ? TAIL_NEXT : DROPPED) : wait(line);
        }
        if (RULE.matcher(line).matches()) {
            return isWhole ? DROPPED : wait(line);
        }
        if (HEADING.matcher(line).matches()) {
            return isWhole ? DROPPED : wait(line);
        }
        return isFirst ? first(line, isWhole) : STORY;
    }

    private static boolean isDecoration(char c) {
        return DECORATION.indexOf(c) >= 0 || Character.isWhitespace(c);
    }

    /** Whether a marker begins at {@code at}, where an equals sign stands: TAIL, UNDECIDED or STORY. */
    static LineKind marker(CharSequence text, int at) {
        Matcher marker = MARKER.matcher(text).region(at, text.length());
        if (marker.lookingAt()) {
            return TAIL;
        }
        return MAYBE_MARKER.matcher(text).region(at, text.length()).matches() && text.length() - at < MAX_HEADING
                ? UNDECIDED
                : STORY;
    }

    private static LineKind marked(String line, int at, boolean isWhole) {
        LineKind kind = marker(line, at);
        if (kind == UNDECIDED && isWhole) {
            return RULE.matcher(line).matches() ? DROPPED : STORY;
        }
        return kind;
    }

    private static LineKind first(String line, boolean isWhole) {
        String small = line.toLowerCase(Locale.ROOT);
        if (TITLE.matcher(line).matches()) {
            return isWhole ? DROPPED : wait(line);
        }
        Matcher label = LABEL.matcher(line);
        if (label.lookingAt()) {
            return isWhole || label.end() < line.length() ? LABELLED : wait(line);
        }
        if (small.startsWith("**") || small.startsWith("__")) {
            return isWhole ? (BOLD.matcher(line).matches() ? DROPPED : STORY) : wait(line);
        }
        return !isWhole && isLabelSoFar(small) ? UNDECIDED : STORY;
    }

    private static boolean isLabelSoFar(String line) {
        String word = line.replaceFirst("^[*_\"“]+", "");
        String bare = word.replaceFirst("[*_ ]+$", "");
        if ("chapter".startsWith(bare) || bare.matches("chapter \\d{1,3}")) {
            return true;
        }
        for (String label : LABELS) {
            if (label.startsWith(bare)) {
                return true;
            }
        }
        return false;
    }

    private static LineKind wait(String line) {
        return line.length() < MAX_HEADING ? UNDECIDED : STORY;
    }
}
