package com.intergalacticteacher.storyteller.grammar;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes what a family typed fit into a sentence. */
final class Wording {
    private static final Pattern LIKING = Pattern.compile("(?i)^(?:i |we )?(?:really )?(?:like|love|enjoy)s? (?:to )?");
    private static final Pattern MINE = Pattern.compile("(?i)\\bmy\\b");
    private static final Pattern FINDING = Pattern.compile(
            "(?i)\\b(?:find|finds|found|meet|meets|met|see|sees|saw|discover|discovers|there is|there's|comes?|have|has"
                    + "|want|visit|make|build|get) ((?:a|an|the|some) (?:[\\p{L}'-]+ ?){1,5})");
    private static final Pattern CLAUSE =
            Pattern.compile("(?i) (?:and|who|that|which|so|but|when|with|because|in|on|at|to|from|while|then)\\b.*");
    private static final Set<String> PLAIN = Set.of(
            "football",
            "soccer",
            "basketball",
            "tennis",
            "chess",
            "music",
            "art",
            "space",
            "science",
            "math",
            "ballet",
            "dance",
            "karate",
            "judo",
            "hockey",
            "baseball",
            "gymnastics",
            "nature",
            "magic",
            "history",
            "pizza");
    private static final int LONGEST_IDEA = 160;

    private Wording() {}

    /** A noun phrase that can follow "about": "Trains" becomes "trains", "my cat Biscuit" "Mia's cat Biscuit". */
    static String interest(String typed, String hero) {
        String bare = LIKING.matcher(clean(typed)).replaceFirst("");
        String owned = MINE.matcher(bare).replaceAll(Matcher.quoteReplacement(hero + "'s"));
        return common(owned) ? owned.substring(0, 1).toLowerCase(Locale.ROOT) + owned.substring(1) : owned;
    }

    static List<String> interests(List<String> typed, String hero) {
        return typed.stream()
                .map(one -> interest(one, hero))
                .filter(one -> !one.isBlank())
                .distinct()
                .toList();
    }

    private static boolean common(String text) {
        String word = text.toLowerCase(Locale.ROOT);
        boolean only = !text.contains(" ");
        return !text.isEmpty()
                && !text.substring(1).chars().anyMatch(Character::isUpperCase)
                && (PLAIN.contains(word)
                        || word.contains("ing")
                        || (only && word.endsWith("s"))
                        || word.contains("s "));
    }

    /** The idea as a sentence to be quoted. */
    static String idea(String typed) {
        String text = clean(typed);
        if (text.length() > LONGEST_IDEA) {
            text = text.substring(0, text.lastIndexOf(' ', LONGEST_IDEA) + 1).strip() + "...";
        }
        String sentence = Slots.capital(text.replaceAll("\\bi\\b", "I"));
        return sentence.matches("(?s).*[.!?]$") ? sentence : sentence + "!";
    }

    /** The thing the idea is about, where it plainly names one: "a dragon egg" in "We find a dragon egg!". */
    static Optional<String> found(String idea) {
        Matcher finding = FINDING.matcher(clean(idea).replace('’', '\''));
        return finding.find()
                ? Optional.of(CLAUSE.matcher(finding.group(1)).replaceFirst("").strip())
                        .filter(thing -> thing.contains(" "))
                        .map(thing -> thing.replaceFirst("(?i)^the ", "the "))
                : Optional.empty();
    }

    static String theme(String typed) {
        String text = clean(typed).replaceAll("[.!?]+$", "");
        return common(text) || text.matches("(?i)(a|an|the) .*")
                ? text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1)
                : text;
    }

    static String themeTitle(String theme) {
        return theme.matches("(a|an|the) .*")
                ? "the " + Slots.title(theme.substring(theme.indexOf(' ') + 1))
                : Slots.title(theme);
    }

    /** Without quotation marks of its own, in which ours would get lost, and without line breaks. */
    private static String clean(String typed) {
        return typed.replaceAll("[\"“”]", "").replaceAll("\\s+", " ").strip();
    }
}
