package com.intergalacticteacher.storyteller.grammar;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes what a family typed fit into a sentence. */
final class Wording {
    private static final Pattern LIKING = Pattern.compile("(?i)^(?:i |we )?(?:really )?(?:like|love|enjoy)s? (?:to )?");
    private static final Pattern NAMED =
            Pattern.compile("[Mm]y ((?:\\p{Ll}+ ){0,2}\\p{Ll}+),? (?:called |named )?(\\p{Lu}[\\p{L}'’-]*)");
    // U: a word ends where no letter follows, of any alphabet. From Java 19 on that is no longer said by \b itself.
    private static final Pattern MINE = Pattern.compile("(?iU)\\bmy\\b");
    private static final Pattern OURS = Pattern.compile("(?iU)\\bour\\b");
    private static final Pattern ME = Pattern.compile("(?iU)\\bme\\b");
    private static final Pattern US = Pattern.compile("(?iU)\\bus\\b");
    private static final Pattern LONE_I = Pattern.compile("(?U)\\bi\\b(?=[ '’])");
    private static final Pattern QUOTES = Pattern.compile("[\"“”„«»]");
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern MARKS = Pattern.compile("[.!?…\\s]+$");
    private static final Pattern NOUNS = Pattern.compile("(?i)[a-z][a-z'’-]*(?:,? [a-z0-9][a-z0-9'’-]*){0,6}");
    private static final Pattern TALKING = Pattern.compile(
            "(?iU).*\\b(?:i|we|you|he|she|they|it|me|us|my|our|your|is|are|am|was|were|can|will|want|wants|please|ich"
                    + "|ein|eine|der|die|das|und|le|la|les|un|une|et|el|los|las|y|il|de|des|du)\\b.*");
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
    private static final Set<String> INSTRUMENTS =
            Set.of("violin", "piano", "guitar", "flute", "cello", "trumpet", "recorder", "harp", "drums", "clarinet");
    private static final Set<String> ARTICLES = Set.of("a", "an", "the", "some", "two", "three", "four", "five");

    private Wording() {}

    /** A noun phrase that can follow "about": "Trains" becomes "trains", "my cat Biscuit" "Biscuit the cat". */
    static String interest(String typed, String hero) {
        String bare = unmarked(LIKING.matcher(clean(typed)).replaceFirst(""));
        Matcher pet = NAMED.matcher(bare);
        if (pet.matches()) {
            return pet.group(2) + " the " + pet.group(1);
        }
        if (INSTRUMENTS.contains(bare.toLowerCase(Locale.ROOT))) {
            return "the " + bare.toLowerCase(Locale.ROOT);
        }
        String owned = MINE.matcher(bare).replaceAll(Matcher.quoteReplacement(hero + "'s"));
        return common(owned) ? lowerStart(owned) : owned;
    }

    static List<String> interests(List<String> typed, String hero) {
        return typed.stream()
                .map(one -> interest(one, hero))
                .filter(one -> !one.isBlank())
                .distinct()
                .toList();
    }

    /** What was said of oneself, told of the hero: "with my dog" becomes "with Mia's dog". */
    static String aboutThem(String text, String hero) {
        String name = Matcher.quoteReplacement(hero);
        String mine = MINE.matcher(text).replaceAll(name + "'s");
        String ours = OURS.matcher(mine).replaceAll("their");
        return US.matcher(ME.matcher(ours).replaceAll(name)).replaceAll("them");
    }

    private static boolean common(String text) {
        String word = text.toLowerCase(Locale.ROOT);
        boolean only = !text.contains(" ");
        return !text.isEmpty()
                && text.substring(1).chars().noneMatch(Character::isUpperCase)
                && (PLAIN.contains(word)
                        || word.contains("ing")
                        || (only && word.endsWith("s"))
                        || word.contains("s "));
    }

    /** A sentence to be quoted: whole sentences, where they are not too long in letters, else so many words. */
    static String quotation(String typed, int longest) {
        String text = LONE_I.matcher(clean(typed)).replaceAll("I");
        StringBuilder said = new StringBuilder();
        for (String sentence : Prose.sentences(Slots.capital(text))) {
            if (!said.isEmpty() && said.length() + 1 + sentence.length() > longest) {
                break;
            }
            said.append(said.isEmpty() ? "" : " ").append(sentence);
        }
        return ended(Slots.capital(shortened(said.toString(), longest)));
    }

    private static String shortened(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int space = text.lastIndexOf(' ', longest);
        int end = space > 0 ? space : text.offsetByCodePoints(0, text.codePointCount(0, longest) - 1);
        return unmarked(text.substring(0, end)).replaceFirst("[,;:-]+$", "") + "...";
    }

    private static String ended(String sentence) {
        return sentence.endsWith(".") || sentence.endsWith("!") || sentence.endsWith("?") ? sentence : sentence + "!";
    }

    /** A noun phrase, or what was typed in quotation marks where it does not look like one. */
    static String theme(String typed) {
        String text = unmarked(clean(typed));
        if (!NOUNS.matcher(text).matches() || TALKING.matcher(text).matches()) {
            return "“" + text + "”";
        }
        return common(text) || startsWithArticle(text) ? lowerStart(text) : text;
    }

    static String themeTitle(String theme) {
        if (theme.startsWith("“")) {
            return theme;
        }
        return startsWithArticle(theme)
                ? "the " + Slots.title(theme.substring(theme.indexOf(' ') + 1))
                : Slots.title(theme);
    }

    static boolean startsWithArticle(String text) {
        int space = text.indexOf(' ');
        return space > 0 && ARTICLES.contains(text.substring(0, space).toLowerCase(Locale.ROOT));
    }

    static String lowerStart(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }

    static String unmarked(String text) {
        return MARKS.matcher(text).replaceFirst("");
    }

    /** Without quotation marks of its own, in which ours would get lost, and without line breaks. */
    static String clean(String typed) {
        return SPACE.matcher(QUOTES.matcher(typed).replaceAll(""))
                .replaceAll(" ")
                .strip();
    }
}
