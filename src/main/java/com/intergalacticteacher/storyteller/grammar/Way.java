package com.intergalacticteacher.storyteller.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A choice taken, understood: the lead it comes from, and the place or person it names.
 *
 * @param place where it leads, if it names a place
 * @param person whom it leads to, as in "Marnie the sea turtle"
 */
record Way(String lead, @Nullable String place, @Nullable String person) {

    /** Empty where the choice is not one of ours. */
    static Optional<Way> of(Library library, @Nullable String choice) {
        return choice == null
                ? Optional.empty()
                : library.leads().named(".choice").stream()
                        .flatMap(lead -> match(library, lead, choice.strip().replace('’', '\'')).stream())
                        .findFirst();
    }

    /** Whether it can be gone without the keepsake of the chapter before. */
    boolean keepless(Library library) {
        return !library.leads().of(lead + ".kind").get(0).equals("thing");
    }

    private static Optional<Way> match(Library library, String lead, String choice) {
        List<String> slots = new ArrayList<>();
        StringBuilder form = new StringBuilder();
        Matcher parts = Pattern.compile("\\{([^}]*)}|[^{]+")
                .matcher(library.leads().of(lead + ".choice").get(0));
        while (parts.find()) {
            String slot = parts.group(1);
            form.append(slot == null ? Pattern.quote(parts.group()) : "(.+?)");
            if (slot != null) {
                slots.add(slot);
            }
        }
        Matcher said = Pattern.compile(form + "[.!]?").matcher(choice);
        if (!said.matches()) {
            return Optional.empty();
        }
        String named = said.group(1);
        return Optional.of(
                new Way(lead, slots.contains("place2") ? named : null, slots.contains("other2") ? named : null));
    }
}
