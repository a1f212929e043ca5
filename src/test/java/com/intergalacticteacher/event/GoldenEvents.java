package com.intergalacticteacher.event;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The events that Java and TypeScript agree on: file name to JSON text. */
public final class GoldenEvents {
    private GoldenEvents() {}

    public static Map<String, String> all() {
        try (Stream<Path> files = Files.list(folder())) {
            Map<String, String> events = new TreeMap<>();
            files.filter(file -> file.toString().endsWith(".json"))
                    .forEach(file -> events.put(file.getFileName().toString(), read(file)));
            return events;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A whole stream as a browser receives it. */
    public static String stream() {
        return read(folder().resolve("stream.txt"));
    }

    private static Path folder() {
        try {
            URI uri = Objects.requireNonNull(GoldenEvents.class.getResource("/events"))
                    .toURI();
            return Path.of(uri);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
