package com.intergalacticteacher.storyteller.grammar;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All there is to tell stories with, read once from the class path. */
record Repertoire(
        Map<String, Pool> themes,
        Map<String, Pool> plots,
        Pool frames,
        Pool cast,
        Pool quirks,
        Pool leads,
        List<Way.Form> forms) {
    private static final String OTHERWISE = "anything";

    static Repertoire load() {
        Pool index = Pool.load("index.txt");
        Pool leads = Pool.load("leads.txt");
        return new Repertoire(
                files("themes", index.of("themes")),
                files("plots", index.of("plots")),
                Pool.load("frames.txt"),
                Pool.load("cast.txt"),
                Pool.load("quirks.txt"),
                leads,
                leads.named(".choice").stream()
                        .map(lead -> Way.Form.of(leads, lead))
                        .toList());
    }

    private static Map<String, Pool> files(String folder, List<String> names) {
        return names.stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        name -> Pool.load(folder + "/" + name + ".txt"),
                        (one, other) -> one,
                        LinkedHashMap::new));
    }

    boolean offers(String theme) {
        return themes.containsKey(theme) && !theme.equals(OTHERWISE);
    }

    /** The setting that comes nearest to what the theme says. */
    Pool theme(String text) {
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        Pool exact = themes.get(wanted);
        return exact != null
                ? exact
                : themes.values().stream()
                        .filter(theme -> theme.of("words").stream().anyMatch(word -> mentions(wanted, word)))
                        .findFirst()
                        .orElseGet(() -> Objects.requireNonNull(themes.get(OTHERWISE)));
    }

    Pool plot(String name) {
        return Objects.requireNonNull(plots.get(name), name);
    }

    private static boolean mentions(String text, String word) {
        return Stream.of("", "s", "es").anyMatch(ending -> Prose.find(text, word + ending, 0) >= 0);
    }

    /** The choice taken, understood; empty where it is not one of ours. */
    Optional<Way> way(@Nullable String choice) {
        return choice == null
                ? Optional.empty()
                : forms.stream().flatMap(form -> form.match(choice).stream()).findFirst();
    }

    /** The leads of that kind. */
    List<String> leads(String kind) {
        return forms.stream()
                .filter(form -> form.kind().equals(kind))
                .map(Way.Form::lead)
                .toList();
    }

    /** Every line of that section, over all themes. */
    List<String> everywhere(String section) {
        return themes.values().stream()
                .flatMap(theme -> theme.of(section).stream())
                .distinct()
                .toList();
    }

    List<String> palNames() {
        return Stream.concat(cast.of("pal.she").stream(), cast.of("pal.he").stream())
                .toList();
    }

    List<String> otherNames() {
        return Stream.concat(cast.of("other.she").stream(), cast.of("other.he").stream())
                .toList();
    }
}
