package com.intergalacticteacher.storyteller.grammar;

import com.intergalacticteacher.event.Brief;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the chapters before tell of the story, read back from their text. */
record Memory(Repertoire repertoire, String hero, String text, String last) {
    private static final Pattern MID_SENTENCE_NAME = Pattern.compile("(?U)(?<=\\p{Ll},? )(\\p{Lu}\\p{Ll}{2,})\\b");

    static Memory of(Repertoire repertoire, Brief brief) {
        List<String> texts =
                brief.previous().stream().map(Brief.Previous::storyContent).toList();
        String last = texts.isEmpty() ? "" : texts.get(texts.size() - 1);
        return new Memory(repertoire, brief.child().name(), String.join("\n\n", texts), last);
    }

    boolean isEmpty() {
        return text.isBlank();
    }

    /** The companion: the name of ours that is said most, else, in a story told by somebody else, whoever is. */
    Optional<String> pal() {
        Map<String, Integer> ours = repertoire.palNames().stream()
                .filter(name -> !name.equals(hero))
                .collect(Collectors.toMap(name -> name, name -> count(name)));
        return most(ours, 1).or(() -> most(strangers(), 2));
    }

    private static Optional<String> most(Map<String, Integer> counts, int least) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() >= least)
                .max(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey);
    }

    private Map<String, Integer> strangers() {
        Map<String, Integer> counts = new HashMap<>();
        Matcher names = MID_SENTENCE_NAME.matcher(text);
        while (names.find()) {
            if (!hero.contains(names.group(1))) {
                counts.merge(names.group(1), 1, Integer::sum);
            }
        }
        return counts;
    }

    private int count(String word) {
        int count = 0;
        for (int at = Prose.find(text, word, 0); at >= 0; at = Prose.find(text, word, at + 1)) {
            count++;
        }
        return count;
    }

    /** What kind of creature that is: the kind named nearest to where the name is said first. */
    Optional<String> kind(String pal) {
        int at = text.indexOf(pal);
        return repertoire.everywhere("pal").stream()
                .filter(kind -> text.contains(kind))
                .min(Comparator.<String>comparingInt(kind -> distance(kind, at)).thenComparing(kind -> -kind.length()));
    }

    private int distance(String kind, int at) {
        int after = text.indexOf(kind, at);
        int before = text.lastIndexOf(kind, at);
        return Math.min(after < 0 ? text.length() : after - at, before < 0 ? text.length() : at - before);
    }

    /** The noun of that kind mentioned last in the last chapter, as the repertoire has it. */
    Optional<String> lastMentioned(String section) {
        return repertoire.everywhere(section).stream()
                .filter(noun -> last.contains(Slots.core(noun)))
                .max(Comparator.<String>comparingInt(noun -> last.lastIndexOf(Slots.core(noun)))
                        .thenComparing(noun -> noun));
    }

    boolean mentions(String noun) {
        return !text.isEmpty() && Prose.find(text, Slots.core(noun), 0) >= 0;
    }
}
