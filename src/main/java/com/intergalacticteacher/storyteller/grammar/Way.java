package com.intergalacticteacher.storyteller.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A choice taken, understood: the lead it comes from, and what it names.
 *
 * @param kind {@code place}, {@code person}, {@code thing}, or {@code wish} for what the family typed
 * @param place where it leads, if it names a place
 * @param person whom it leads to, as in "Marnie the sea turtle"
 * @param wish what of the family's own it is about
 */
record Way(
        String lead,
        String kind,
        @Nullable String place,
        @Nullable String person,
        @Nullable String wish) {
    private static final Pattern PART = Pattern.compile("\\{([^}]*)}|[^{]+");

    /** Whether it can be gone without the keepsake of the chapter before. */
    boolean keepless() {
        return !kind.equals("thing");
    }

    /** How the choices of one lead are worded. */
    record Form(String lead, String kind, Pattern choice, List<String> slots) {

        static Form of(Pool leads, String lead) {
            List<String> slots = new ArrayList<>();
            StringBuilder form = new StringBuilder();
            Matcher parts = PART.matcher(leads.of(lead + ".choice").get(0));
            while (parts.find()) {
                String slot = parts.group(1);
                form.append(slot == null ? Pattern.quote(parts.group()) : "(.+?)");
                if (slot != null) {
                    slots.add(slot);
                }
            }
            return new Form(lead, leads.of(lead + ".kind").get(0), Pattern.compile(form + "[.!]?"), slots);
        }

        Optional<Way> match(String choice) {
            Matcher said = this.choice.matcher(choice.strip().replace('’', '\''));
            return said.matches()
                    ? Optional.of(
                            new Way(lead, kind, named("place2", said), named("other2", said), named(wishSlot(), said)))
                    : Optional.empty();
        }

        private String wishSlot() {
            return slots.contains("theme") ? "theme" : "wish";
        }

        private @Nullable String named(String slot, Matcher said) {
            int at = slots.indexOf(slot);
            return at < 0 ? null : said.group(at + 1);
        }
    }
}
