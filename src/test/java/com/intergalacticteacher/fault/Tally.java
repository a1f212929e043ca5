package com.intergalacticteacher.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The result of all faults tried by this JVM, as a table on standard output and in {@code target/faults.md}. */
final class Tally {
    private static final Path FILE = Path.of("target", "faults.md");
    private static final List<String> ROWS = new ArrayList<>();

    private Tally() {}

    /** Adds what the readers of one kind of fault have seen. */
    static synchronized void add(String fault, int faults, Collection<StoryReader> readers) {
        int lost = readers.stream().mapToInt(StoryReader::lost).sum();
        int repeated = readers.stream().mapToInt(StoryReader::repeated).sum();
        long gap =
                readers.stream().mapToLong(StoryReader::longestGapMillis).max().orElse(0);
        ROWS.add("| %s | %d | %d | %d | %d | %.1f s |"
                .formatted(fault, faults, readers.size(), lost, repeated, gap / 1_000.0));
        List<String> table = new ArrayList<>(List.of(
                "| fault | times | stories read | letters lost | letters repeated | longest gap |",
                "|---|---:|---:|---:|---:|---:|"));
        table.addAll(ROWS);
        System.out.println(String.join("\n", table));
        try {
            Files.createDirectories(FILE.toAbsolutePath().getParent());
            Files.write(FILE, table);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
