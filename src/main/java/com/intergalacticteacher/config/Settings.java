package com.intergalacticteacher.config;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads settings by name and type, the environment before the file. Whatever is wrong is remembered and the default
 * returned, so that one {@link #check()} at the end reports all of it. Empty counts as not set.
 */
public final class Settings {
    /** What the file may hold for others: the front end's build, this reader. */
    private static final List<String> OTHERS =
            List.of("CONFIG_FILE", "VITE_STREAMING_ENABLED", "VITE_STREAMING_RETRY_ATTEMPTS");

    private final Map<String, String> environment;
    private final SettingsFile file;
    private final Map<String, String> effective = new LinkedHashMap<>();
    private final List<String> faults = new ArrayList<>();

    private Settings(Map<String, String> environment, SettingsFile file) {
        this.environment = environment;
        this.file = file;
        this.faults.addAll(file.faults());
    }

    /** Of the environment and of the file named by {@code CONFIG_FILE} or else {@code conf/application.env} in {@code folder}. */
    public static Settings read(Map<String, String> environment, Path folder) {
        return new Settings(environment, SettingsFile.find(environment, folder));
    }

    private @Nullable String raw(String name) {
        String value = environment.getOrDefault(name, "").strip();
        if (value.isEmpty()) {
            value = file.values().getOrDefault(name, "");
        }
        return value.isEmpty() ? null : value;
    }

    public boolean isSet(String name) {
        return raw(name) != null;
    }

    /** One fault for each of {@code names} that is not set. */
    public void require(String why, String... names) {
        for (String name : names) {
            if (!isSet(name)) {
                fault(name + " is missing: " + why);
            }
        }
    }

    /** A value that is never shown, neither in a fault nor in the log. */
    public @Nullable String secret(String name) {
        String value = raw(name);
        effective.put(name, value == null ? "none" : "set");
        return value;
    }

    public @Nullable String text(String name) {
        String value = raw(name);
        effective.put(name, value == null ? "none" : value);
        return value;
    }

    public String text(String name, String otherwise) {
        return value(name, otherwise, "", text -> text);
    }

    public Path path(String name, Path otherwise) {
        return value(name, otherwise, "a path", Path::of);
    }

    /** A file that is there and may be read; a relative path starts at {@code folder}. */
    public @Nullable Path file(String name, Path folder) {
        Path none = Path.of("none");
        Path file = value(name, none, "a file that can be read", text -> {
            Path path = folder.resolve(text);
            return Files.isRegularFile(path) && Files.isReadable(path) ? path : null;
        });
        return file.equals(none) ? null : file;
    }

    public int number(String name, int otherwise, int least, int most) {
        return value(name, otherwise, "a whole number from " + least + " to " + most, text -> {
            int number = Integer.parseInt(text);
            return number < least || number > most ? null : number;
        });
    }

    public boolean flag(String name, boolean otherwise) {
        return value(name, otherwise, "true or false", text -> switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> null;
        });
    }

    public <E extends Enum<E>> E word(String name, E otherwise) {
        List<E> words = List.of(otherwise.getDeclaringClass().getEnumConstants());
        String expected = words.stream().map(Settings::lowerCase).collect(Collectors.joining(", "));
        E given = value(
                name,
                otherwise,
                "one of " + expected,
                text -> words.stream()
                        .filter(word -> lowerCase(word).equals(text.toLowerCase(Locale.ROOT)))
                        .findFirst()
                        .orElse(null));
        show(name, lowerCase(given));
        return given;
    }

    /** One of {@code words}, which are upper case, whatever the case it is given in. */
    public String oneOf(String name, String otherwise, List<String> words) {
        return value(name, otherwise, "one of " + String.join(", ", words), text -> {
            String word = text.toUpperCase(Locale.ROOT);
            return words.contains(word) ? word : null;
        });
    }

    private static String lowerCase(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }

    public Duration duration(String name, Duration otherwise, Duration least, Duration most) {
        String expected = "a time from " + Durations.show(least) + " to " + Durations.show(most)
                + ", in seconds or with a unit, as 300, 300s, 5m or 24h";
        Duration duration = value(name, otherwise, expected, text -> {
            Duration given = Durations.parse(text);
            return given == null || given.compareTo(least) < 0 || given.compareTo(most) > 0 ? null : given;
        });
        effective.put(name, Durations.show(duration));
        return duration;
    }

    /** Some of an enum's words, separated by commas. */
    public <E extends Enum<E>> List<E> words(String name, Class<E> type) {
        Map<String, E> known = new LinkedHashMap<>();
        Arrays.stream(type.getEnumConstants()).forEach(word -> known.put(lowerCase(word), word));
        List<String> given = list(name).stream()
                .map(item -> item.toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
        given.stream()
                .filter(item -> !known.containsKey(item))
                .forEach(item -> fault(name + " holds \"" + item + "\", expected some of "
                        + String.join(", ", known.keySet()) + ", separated by commas"));
        return given.stream()
                .filter(known::containsKey)
                .map(item -> Objects.requireNonNull(known.get(item)))
                .toList();
    }

    public List<String> list(String name) {
        String value = text(name);
        return value == null
                ? List.of()
                : Arrays.stream(value.split(",", -1))
                        .map(String::strip)
                        .filter(item -> !item.isEmpty())
                        .toList();
    }

    /** An http or https URL, without a slash at its end. */
    public @Nullable URI httpUrl(String name) {
        String text = raw(name);
        if (text != null && text.contains("@")) {
            effective.put(name, "none");
            fault(name + " holds a user name or password, expected a plain URL such as https://example.com/v1");
            return null;
        }
        URI none = URI.create("none");
        URI url = value(name, none, "a URL such as https://example.com/v1", Settings::httpUrlOf);
        return url.equals(none) ? null : url;
    }

    private static @Nullable URI httpUrlOf(String text) {
        URI uri = URI.create(text.replaceFirst("/+$", ""));
        boolean isHttp = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        return isHttp && uri.getHost() != null && uri.getRawFragment() == null ? uri : null;
    }

    private <T> T value(String name, T otherwise, String expected, Function<String, @Nullable T> parser) {
        String text = raw(name);
        T value = text == null ? otherwise : parsed(text, parser);
        if (value == null) {
            fault(name + " is \"" + text + "\", expected " + expected);
            value = otherwise;
        }
        effective.put(name, value.toString());
        return value;
    }

    private static <T> @Nullable T parsed(String text, Function<String, @Nullable T> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    public void fault(String fault) {
        faults.add(fault);
    }

    /** Corrects what the log shows of a value that was made up elsewhere. */
    public void show(String name, String value) {
        effective.put(name, value);
    }

    /** Call it when everything was read: throws a {@link ConfigurationException} if anything was wrong. */
    public void check() {
        List<String> known = new ArrayList<>(effective.keySet());
        known.addAll(OTHERS);
        List<String> all = new ArrayList<>(faults);
        file.values().keySet().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> Spelling.nearest(name, known)
                        .ifPresent(meant -> all.add("unknown setting " + name + ", did you mean " + meant + "?")));
        if (!all.isEmpty()) {
            throw new ConfigurationException(all);
        }
    }

    /** Every value that counts, on one line, secrets only as set or none. */
    public String effective() {
        return effective.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(" "));
    }
}
