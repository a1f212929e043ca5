package com.intergalacticteacher.storyteller.grammar;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the child wants to happen, as far as it is understood: a thing ("a dragon egg"), a deed ("fly to the moon"), or
 * else a saying, in whatever language, which is only ever quoted.
 *
 * @param kind {@code thing}, {@code deed} or {@code saying}
 * @param wish how it is spoken of later: "the dragon egg", "flying to the moon", or the quotation without its marks
 * @param found the thing as it is met first, "a dragon egg"; the deed as a verb, "fly to the moon"
 * @param doer who does the deed
 */
record Idea(String kind, String typed, String wish, String found, String doer) {
    private static final Pattern FINDING = Pattern.compile(
            "(?iU)\\b(?:find|finds|found|meet|meets|met|see|sees|saw|discover|discovers|there is|there's|there are|comes?"
                    + "|have|has|want|visit|make|build|get|buy|catch|help|rescue|save) "
                    + "((?:a|an|some|two|three|four|five) (?:[\\p{L}'-]+ ?){1,6})");
    private static final Pattern THING =
            Pattern.compile("(?i)(?:a|an|the|some|two|three|four|five) (?:[\\p{L}'-]+ ?){1,6}");
    private static final Pattern CLAUSE = Pattern.compile(
            "(?iU) (?:and|who|that|which|so|but|when|with|because|in|on|at|to|from|while|then|under|over"
                    + "|behind|near|inside|into|for|by|as|or|if|where|is|are|was|were|can|could|will|would|has|have|had"
                    + "|does|did|just|again|too|please)\\b.*");
    private static final Pattern PERSON =
            Pattern.compile("(?iU).*\\b(?:i|me|my|mine|we|us|our|ours|you|your|he|she|they|him|her|his|it)\\b.*");
    private static final Pattern VERB_LIKE =
            Pattern.compile("(?i).*(?:(?<![su'i]|ou)s .*|(?<!be|she|sle|se|we|ste)(?<!re)ed)");
    private static final Pattern DEED =
            Pattern.compile("(?i)(?:(?:and |then |what if |maybe |suddenly |one day )*(?:can |could |may )?(i|we)"
                    + "(?: (?:can|could|will|want to|would like to|wish to|all|just|get to|have to|must|should))*"
                    + "|(let'?s)|(?:i|we) wish (i|we) could) (\\p{L}+)((?: [\\p{L}'-]+){0,9})");
    private static final List<String> DEEDS = List.of(
            ("act bake become blow build buy camp catch chase climb cook cross dance dig dive draw dream drive eat"
                            + " escape explore feed fight find fix float fly follow go grow help hide hug invent jump"
                            + " join juggle keep land learn make meet open paint plant play race read rescue ride run"
                            + " sail save search sing skate ski sleep slide solve stay swim talk teach travel try turn"
                            + " visit walk watch win write")
                    .split(" "));
    private static final List<String> DOUBLED = List.of("dig", "hug", "run", "swim", "win");
    private static final int LONGEST_DEED = 60;
    private static final int LONGEST_SAYING = 60;

    static Idea of(String typed, String hero) {
        String text = Wording.clean(typed).replace('’', '\'');
        return thing(text).or(() -> deed(text, hero)).orElseGet(() -> saying(typed));
    }

    void fill(Slots slots, int longest) {
        slots.put("idea", Wording.quotation(typed, longest))
                .put("wish", wish)
                .put("found", found)
                .put("doer", doer);
    }

    private static Optional<Idea> thing(String text) {
        Matcher finding = FINDING.matcher(text);
        String named = finding.find() ? CLAUSE.matcher(finding.group(1)).replaceFirst("") : Wording.unmarked(text);
        String found = Wording.lowerStart(named.strip());
        return isThing(found)
                ? Optional.of(
                        new Idea("thing", text, "the " + found.replaceFirst("^(?:a|an|the|some) ", ""), found, "they"))
                : Optional.empty();
    }

    /** Cautiously: what might have a verb in it is better quoted. */
    private static boolean isThing(String found) {
        boolean single = found.startsWith("a ") || found.startsWith("an ");
        return THING.matcher(found).matches()
                && !CLAUSE.matcher(found).find()
                && !PERSON.matcher(found).matches()
                && !VERB_LIKE.matcher(found).matches()
                && !(single && found.matches(".*[^sui']s"))
                && !(found.startsWith("the ") && found.matches(".* .* .*[^s]s"));
    }

    private static Optional<Idea> deed(String text, String hero) {
        String first = Wording.unmarked(
                Prose.sentences(Slots.capital(text)).stream().findFirst().orElse(""));
        Matcher deed = DEED.matcher(first);
        if (!deed.matches()
                || !DEEDS.contains(deed.group(4).toLowerCase(Locale.ROOT))
                || deed.group().length() > LONGEST_DEED) {
            return Optional.empty();
        }
        String verb = deed.group(4).toLowerCase(Locale.ROOT);
        String rest = Wording.aboutThem(deed.group(5), hero);
        boolean alone = Stream.of(deed.group(1), deed.group(3)).anyMatch(who -> "i".equalsIgnoreCase(who));
        return PERSON.matcher(rest).matches() || rest.matches("(?i).* (?:and|but|so|because|then|if) .*")
                ? Optional.empty()
                : Optional.of(new Idea("deed", text, doing(verb) + rest, verb + rest, alone ? hero : "they"));
    }

    private static String doing(String verb) {
        if (DOUBLED.contains(verb)) {
            return verb + verb.charAt(verb.length() - 1) + "ing";
        }
        return (verb.endsWith("e") ? verb.substring(0, verb.length() - 1) : verb) + "ing";
    }

    private static Idea saying(String typed) {
        String text = Wording.clean(typed);
        return new Idea("saying", text, Wording.quotation(text, LONGEST_SAYING), "", "they");
    }
}
