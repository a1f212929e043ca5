package com.intergalacticteacher.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The result of all faults tried, as a table on standard output and in {@code target/faults.md}. What is tried again
 * takes the place of its row, so that the faults can be run one class at a time.
 */
final class Tally {
    private static final Path FILE = Path.of("target", "faults.md");
    private static final List<String> HEAD = List.of(
            "| fault | times | stories read | letters lost | letters repeated | longest gap |",
            "|---|---:|---:|---:|---:|---:|");

    private Tally() {}

    /** Adds what the readers of one kind of fault have seen. */
    static synchronized void add(String fault, int faults, Collection<StoryReader> readers) {
        List<ShownStory> stories = readers.stream().map(StoryReader::story).toList();
        int lost = stories.stream().mapToInt(ShownStory::lost).sum();
        int repeated = stories.stream().mapToInt(ShownStory::repeated).sum();
        long gap =
                stories.stream().mapToLong(ShownStory::longestGapMillis).max().orElse(0);
        put(
                "| %s |".formatted(fault),
                " %,d | %,d | %d | %d | %.1f s |".formatted(faults, readers.size(), lost, repeated, gap / 1_000.0));
    }

    private static void put(String name, String figures) {
        try {
            List<String> rows = Files.exists(FILE) ? new ArrayList<>(Files.readAllLines(FILE)) : new ArrayList<>(HEAD);
            rows.removeIf(row -> row.startsWith(name));
            rows.add(name + figures);
            Files.createDirectories(FILE.toAbsolutePath().getParent());
            Files.write(FILE, rows);
            System.out.println(String.join("\n", rows));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
