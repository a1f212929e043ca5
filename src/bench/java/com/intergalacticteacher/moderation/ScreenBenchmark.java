package com.intergalacticteacher.moderation;

import java.text.Normalizer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What the screen costs per UTF-16 unit of clean stories, for a child of five, for whom most is blocked. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(ScreenBenchmark.LENGTH)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ScreenBenchmark {
    static final int LENGTH = 50_000;

    /** English is nearly all ASCII; French comes decomposed, every accent a character of its own. */
    @Param({"en", "fr"})
    String language = "en";

    /** How a storyteller's tokens cut it. */
    @Param({"whole", "words", "units"})
    String cut = "words";

    private final Screen screen = Supplied.screen();
    private List<String> tokens = List.of();

    @Setup
    public void setup() {
        String stories = CleanStories.all().stream()
                .filter(sentence -> sentence.language().equals(language))
                .map(CleanStories.Sentence::text)
                .collect(Collectors.joining(" "));
        String text = repeated(Normalizer.normalize(stories, Normalizer.Form.NFD));
        tokens = List.of(text.split(
                switch (cut) {
                    case "whole" -> "$";
                    case "words" -> "(?= )";
                    default -> "";
                }));
        if (push() != LENGTH) {
            throw new IllegalStateException("not clean: " + language);
        }
    }

    private static String repeated(String text) {
        return text.repeat(LENGTH / text.length() + 1).substring(0, LENGTH);
    }

    @Benchmark
    public int push() {
        Screening screening = screen.screening(5, language, "");
        int released = 0;
        for (String token : tokens) {
            released += screening.push(token).length();
        }
        return released + screening.finish().length();
    }
}
