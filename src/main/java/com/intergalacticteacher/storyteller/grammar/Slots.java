package com.intergalacticteacher.storyteller.grammar;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What fills the slots of one chapter. A noun is kept as {@code "small | brass whistle"} and asked for as {@code {a x}}
 * (a small brass whistle), {@code {the x}} (the brass whistle), {@code {core x}} (brass whistle) or {@code {title x}}
 * (Brass Whistle); {@code {x.C}} and {@code {The x}} have a capital.
 */
final class Slots {
    private static final Set<String> SMALL = Set.of("a", "an", "the", "of", "and", "in", "on", "to", "for", "with");
    private static final List<String> FORMS = List.of("a", "the", "core", "title");
    private final Map<String, String> values = new HashMap<>();

    Slots put(String name, String value) {
        values.put(name, value);
        return this;
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    String get(String slot) {
        if (slot.endsWith(".C")) {
            return capital(get(slot.substring(0, slot.length() - 2)));
        }
        int space = slot.indexOf(' ');
        if (space < 0) {
            return Character.isUpperCase(slot.charAt(0)) ? capital(value(slot.toLowerCase(Locale.ROOT))) : value(slot);
        }
        String form = slot.substring(0, space);
        String lower = form.toLowerCase(Locale.ROOT);
        if (!FORMS.contains(lower)) {
            return value(slot);
        }
        String rest = slot.substring(space + 1);
        String said = formed(lower, rest.startsWith("core ") ? core(value(rest.substring(5))) : value(rest));
        return form.equals(lower) ? said : capital(said);
    }

    private static String formed(String form, String noun) {
        return switch (form) {
            case "a" -> "a " + noun.replace(" | ", " ");
            case "the" -> "the " + core(noun);
            case "title" -> title(core(noun));
            default -> core(noun);
        };
    }

    private String value(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("Nothing fills {" + name + "}");
        }
        return value;
    }

    static String core(String noun) {
        String core = noun.substring(noun.indexOf('|') + 1).strip();
        return core.startsWith("the ") ? core.substring(4) : core;
    }

    static String title(String text) {
        String title = Arrays.stream(text.split(" "))
                .map(word -> SMALL.contains(word) ? word : capital(word))
                .collect(Collectors.joining(" "));
        return capital(title);
    }

    static String capital(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
