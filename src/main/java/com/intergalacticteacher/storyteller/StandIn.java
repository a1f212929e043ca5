package com.intergalacticteacher.storyteller;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Another name for the child, so that the real one never leaves the house. Texts that go out have it hidden, and what
 * comes back has it put back. Immutable.
 */
public final class StandIn {
    /** Made up and neither a boy's nor a girl's; no accents, which a model might add. */
    private static final List<String> NAMES =
            List.of("Zephrin", "Quillory", "Jasquin", "Velloway", "Wrenlow", "Taverly", "Ombrin", "Corvandel");

    /** Names that are also words: written small, they are left alone, or "she will go" would not be read as such. */
    private static final Set<String> WORDS = Set.of(
            ("amber april art august autumn bill bob chase daisy dawn drew faith gene grace hazel heather holly hope"
                            + " hunter iris ivy jade jay joy june lily mark mason may melody olive pat pearl penny ray"
                            + " river rob robin rose ruby sky star storm sue summer violet will winter")
                    .split(" "));

    private static final Pattern UNSPACED = Pattern.compile(
            "[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}\\p{IsLao}\\p{IsKhmer}\\p{IsMyanmar}]");

    private final String name;
    private final String alias;

    private StandIn(String name, String alias) {
        this.name = name;
        this.alias = alias;
    }

    /** Hides a child's name in what others than the storyteller are sent and do not send back. Thread-safe. */
    public static UnaryOperator<String> hiding(String name) {
        return of(name, Stream.empty())::hide;
    }

    /** A stand-in for {@code name} that none of {@code texts} holds. */
    public static StandIn of(String name, Stream<String> texts) {
        String all = Stream.concat(Stream.of(name), texts)
                .map(text -> text.toLowerCase(Locale.ROOT))
                .reduce("", (a, b) -> a + '\n' + b);
        return new StandIn(
                name.strip(),
                Stream.concat(NAMES.stream(), Stream.iterate("Zephrina", made -> made + "na"))
                        .filter(candidate -> !all.contains(candidate.toLowerCase(Locale.ROOT)))
                        .findFirst()
                        .orElseThrow());
    }

    String name() {
        return name;
    }

    public String alias() {
        return alias;
    }

    /** Puts the stand-in wherever the name stands, or a part of it, in any case and inflected. */
    public String hide(String text) {
        return names(name).matcher(text).replaceAll(found -> Matcher.quoteReplacement(hidden(found.group())));
    }

    /** Puts the name back wherever the stand-in is. */
    public String reveal(String text) {
        Revealer revealer = new Revealer(this);
        return revealer.push(text) + revealer.end();
    }

    /**
     * What is missing of the name where a text ends in the middle of it. Two letters at least have to be there: one
     * could begin anything, and says nothing.
     */
    public String rest(String text) {
        for (int length = Math.min(name.length() - 1, text.length()); length >= 2; length--) {
            int at = text.length() - length;
            if (text.startsWith(name.substring(0, length), at) && (at == 0 || !isLetter(text.charAt(at - 1)))) {
                return name.substring(length);
            }
        }
        return "";
    }

    /** The name in the case in which the stand-in was found. */
    String revealed(CharSequence found) {
        return isShouted(found) ? name.toUpperCase(Locale.ROOT) : name;
    }

    private String hidden(String found) {
        if (WORDS.contains(found)) {
            return found;
        }
        return !name.contains(found) && isShouted(found) ? alias.toUpperCase(Locale.ROOT) : alias;
    }

    private static boolean isShouted(CharSequence found) {
        return found.chars().allMatch(c -> !Character.isLowerCase(c))
                && found.chars().anyMatch(Character::isUpperCase);
    }

    private static boolean isLetter(char c) {
        return Character.isLetter(c);
    }

    private static Pattern names(String name) {
        List<String> forms = new ArrayList<>();
        forms.add(name);
        Stream.of(name.split("[\\s\\-]+")).filter(part -> part.length() >= 3).forEach(forms::add);
        String any = forms.stream()
                .filter(form -> !form.isBlank())
                .distinct()
                .map(StandIn::form)
                .reduce((a, b) -> a + "|" + b)
                .orElse("(?!)");
        return Pattern.compile(any, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /** A short name is too often the beginning of another word; of three letters it may have a plain s after it. */
    private static String form(String form) {
        String quoted = Pattern.quote(form);
        if (UNSPACED.matcher(form).find()) {
            return quoted;
        }
        String end = form.length() >= 4
                ? ""
                : form.length() == 3 ? "(?=s?(?![\\p{L}\\p{M}\\p{N}]))" : "(?![\\p{L}\\p{M}\\p{N}])";
        return "(?<![\\p{L}\\p{M}\\p{N}])" + quoted + end;
    }
}
