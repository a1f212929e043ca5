package com.intergalacticteacher.moderation;

import com.intergalacticteacher.moderation.Phrase.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads one list. A line is a phrase; {@code kill{,s,ed}} stands for each of its forms; {@code !de} after it lets it
 * pass in German; {@code allow:} before it has it pass always, {@code shape:} makes it a {@link Shape}; {@code [to 8]}
 * begins what is blocked up to that age; {@code #} a remark.
 */
final class ListReader {
    private final String name;
    private final String category;
    private Band band = Band.ALL;

    /** For the list of this name, whose last part without its ending is the category. */
    ListReader(String name) {
        this.name = name;
        this.category = name.substring(name.lastIndexOf('/') + 1).replaceFirst("\\.txt$", "");
    }

    List<Phrase> read(String text) {
        List<Phrase> phrases = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().map(String::strip).toList()) {
            number++;
            try {
                if (line.startsWith("[")) {
                    band = Band.named(line.substring(1, line.length() - 1));
                } else if (!line.isEmpty() && !line.startsWith("#")) {
                    phrases.addAll(line(line));
                }
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(name + ", line " + number + ": " + e.getMessage(), e);
            }
        }
        return phrases;
    }

    private List<Phrase> line(String line) {
        if (line.startsWith("shape:")) {
            return List.of(new Phrase(line.substring(6).strip(), Kind.SHAPE, category, band, Set.of()));
        }
        Set<String> ordinaryIn = new TreeSet<>();
        List<String> words = new ArrayList<>();
        for (String word : line.split("\\s+", -1)) {
            if (word.matches("![a-z]{2,3}")) {
                ordinaryIn.add(word.substring(1));
            } else {
                words.add(word);
            }
        }
        boolean allowed = words.get(0).equals("allow:");
        String text = String.join(" ", allowed ? words.subList(1, words.size()) : words);
        // An allowed phrase passes for every age: its list's sections say what is blocked.
        Kind kind = allowed ? Kind.ALLOWED : Kind.WORDS;
        Band of = allowed ? Band.ALL : band;
        return forms(text).stream()
                .map(form -> new Phrase(form, kind, category, of, ordinaryIn))
                .toList();
    }

    /** Every way to read the braces of a line. */
    private static List<String> forms(String text) {
        int open = text.indexOf('{');
        if (open < 0) {
            return List.of(text);
        }
        List<String> forms = new ArrayList<>();
        int depth = 0;
        int choice = open + 1;
        for (int i = open; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '{') {
                depth++;
            }
            if (c == '}') {
                depth--;
            }
            if (depth == 0 || (depth == 1 && c == ',')) {
                String rest = text.substring(end(text, open));
                forms.addAll(forms(text.substring(0, open) + text.substring(choice, i) + rest));
                choice = i + 1;
            }
            if (depth == 0) {
                return forms;
            }
        }
        throw new IllegalArgumentException("phrase: " + text + " (expected: a closing brace)");
    }

    /** Where the text goes on after the brace opened here. */
    private static int end(String text, int open) {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            if (text.charAt(i) == '{') {
                depth++;
            }
            if (text.charAt(i) == '}' && --depth == 0) {
                return i + 1;
            }
        }
        throw new IllegalArgumentException("phrase: " + text + " (expected: a closing brace)");
    }
}
