package com.intergalacticteacher.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.moderation.Phrase.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Measures what the supplied lists find and what they wrongly stop, at the age for which they stop most. */
class ScreenEvaluationTest {
    private static final int AGE = 5;
    private static final long SEED = 20260101;
    private static final double MIN_RECALL = 0.98;
    private static final int SENTENCES_PER_FALSE_POSITIVE = 2000;

    private static final StringBuilder REPORT = new StringBuilder();
    private static final Map<String, Rate> DISGUISED = new TreeMap<>();
    private static final Map<String, Rate> LABELLED = new TreeMap<>();
    /** Clean sentences that a category's lists wrongly stopped. */
    private static final Map<String, Integer> STOPPED = new TreeMap<>();

    private static int clean;
    private static Screen screen;
    private static List<Phrase> phrases;

    private record Labelled(String language, String label, String text) {}

    private static final class Rate {
        int found;
        int all;
        final List<String> others = new ArrayList<>();

        void count(boolean isFound, String text) {
            all++;
            if (isFound) {
                found++;
            } else if (others.size() < 12) {
                others.add(text);
            }
        }

        double value() {
            return all == 0 ? 1 : (double) found / all;
        }

        String row(String name) {
            return "| " + name + cells() + " |\n";
        }

        String cells() {
            return String.format(Locale.ROOT, " | %,d | %,d | %.4f", all, found, value());
        }
    }

    @BeforeAll
    static void load() {
        phrases = Supplied.phrases();
        screen = new Screen(phrases);
    }

    @AfterAll
    static void print() throws IOException {
        REPORT.append("\n### By category\n\n| | in disguise, all | found | recall | labelled, all | found | recall ")
                .append("| clean sentences stopped | rate |\n|---|---|---|---|---|---|---|---|---|\n");
        for (String category : DISGUISED.keySet()) {
            int stopped = STOPPED.getOrDefault(category, 0);
            REPORT.append("| ").append(category).append(DISGUISED.get(category).cells());
            REPORT.append(LABELLED.getOrDefault(category, new Rate()).cells());
            REPORT.append(String.format(
                    Locale.ROOT, " | %d of %,d | %.5f |%n", stopped, clean, (double) stopped / Math.max(1, clean)));
        }
        System.out.println(REPORT);
        Files.writeString(Path.of("target", "screen-evaluation.md"), REPORT);
    }

    @Test
    void examine_listedPhrasesInDisguise_recall() {
        Map<Disguise, Rate> byDisguise = new EnumMap<>(Disguise.class);
        Random random = new Random(SEED);
        for (Phrase phrase : phrases) {
            if (phrase.kind() != Kind.WORDS) {
                continue;
            }
            String bare = Disguise.bare(phrase.text());
            for (Disguise disguise : Disguise.values()) {
                String disguised = disguise.of(bare, random);
                if (!hasLetter(disguised) || (disguise != Disguise.PLAIN && random.nextInt(4) > 0)) {
                    continue;
                }
                boolean found = isBlocked("And so: " + disguised + ", and more.", languageFor(phrase));
                DISGUISED
                        .computeIfAbsent(phrase.category(), key -> new Rate())
                        .count(found, disguise + " " + disguised);
                byDisguise.computeIfAbsent(disguise, key -> new Rate()).count(found, disguised);
            }
        }
        report("Listed phrases, by disguise", byDisguise);
        assertThat(DISGUISED.values())
                .allSatisfy(rate ->
                        assertThat(rate.value()).as(rate.others.toString()).isGreaterThanOrEqualTo(MIN_RECALL));
    }

    @Test
    void examine_labelledSentences_recall() throws IOException {
        List<Labelled> unsafe = labelled().stream()
                .filter(sentence -> !sentence.label.equals("clean"))
                .toList();
        for (Labelled sentence : unsafe) {
            LABELLED.computeIfAbsent(sentence.label, key -> new Rate())
                    .count(isBlocked(sentence.text, sentence.language), sentence.text);
        }
        report("Labelled unsafe sentences", LABELLED);
        assertThat(unsafe).hasSizeGreaterThanOrEqualTo(300);
        assertThat(LABELLED).as("what no list can see is measured too").containsKey("implicit");
        LABELLED.forEach((label, rate) -> {
            double least = label.equals("implicit") ? 0 : MIN_RECALL;
            assertThat(rate.value()).as(rate.others.toString()).isGreaterThanOrEqualTo(least);
        });
    }

    @Test
    void examine_cleanStories_falsePositives() throws IOException {
        List<CleanStories.Sentence> negatives = labelled().stream()
                .filter(sentence -> sentence.label.equals("clean"))
                .map(sentence -> new CleanStories.Sentence(sentence.language, sentence.text))
                .toList();
        Map<String, Rate> rates = new TreeMap<>();
        negatives.forEach(sentence -> countPassed(rates, "hard negatives, written", sentence));
        CleanStories.all().forEach(sentence -> countPassed(rates, "put together from parts", sentence));
        builtInLines().forEach(sentence -> countPassed(rates, "lines of the built-in storyteller", sentence));
        int all = rates.values().stream().mapToInt(rate -> rate.all).sum();
        clean = all;
        int stopped = all - rates.values().stream().mapToInt(rate -> rate.found).sum();
        REPORT.append("\n### Clean story sentences\n\n| sentences | all | passed | rate |\n|---|---|---|---|\n");
        rates.forEach((name, rate) -> REPORT.append(rate.row(name)));
        REPORT.append(String.format(Locale.ROOT, "%nFalse positives: %d in %d.%n", stopped, all));
        assertThat(negatives).hasSizeGreaterThanOrEqualTo(300);
        assertThat(rates).hasSize(3);
        assertThat(all).isGreaterThan(SENTENCES_PER_FALSE_POSITIVE);
        assertThat(stopped)
                .as(rates.values().stream().map(rate -> rate.others).toList().toString())
                .isLessThanOrEqualTo(all / SENTENCES_PER_FALSE_POSITIVE);
    }

    /** What the built-in storyteller tells by, which was written without the lists in mind. */
    private static List<CleanStories.Sentence> builtInLines() throws IOException {
        List<CleanStories.Sentence> lines = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src", "main", "resources", "stories"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                for (String line : Files.readAllLines(file)) {
                    if (!line.isBlank() && !line.startsWith("@")) {
                        lines.add(new CleanStories.Sentence("en", line));
                    }
                }
            }
        }
        return lines;
    }

    private static void countPassed(Map<String, Rate> rates, String name, CleanStories.Sentence sentence) {
        Optional<Finding> finding = screen.examine(sentence.text(), AGE, sentence.language());
        finding.ifPresent(found -> STOPPED.merge(found.category(), 1, Integer::sum));
        rates.computeIfAbsent(name, key -> new Rate()).count(finding.isEmpty(), sentence.text());
    }

    private static boolean isBlocked(String text, String language) {
        return screen.examine(text, AGE, language).isPresent();
    }

    /** A language in which the phrase is blocked. */
    private static String languageFor(Phrase phrase) {
        for (String language : List.of("en", "fr", "de", "es", "it", "pt")) {
            if (!phrase.ordinaryIn().contains(language)) {
                return language;
            }
        }
        throw new IllegalStateException(phrase + " is blocked nowhere");
    }

    private static boolean hasLetter(String text) {
        return text.codePoints().anyMatch(Character::isAlphabetic);
    }

    private static void report(String title, Map<?, Rate> rates) {
        REPORT.append("\n### ").append(title).append("\n\n| | all | found | recall |\n|---|---|---|---|\n");
        Rate total = new Rate();
        rates.forEach((name, rate) -> {
            REPORT.append(rate.row(name.toString().toLowerCase(Locale.ROOT)));
            total.all += rate.all;
            total.found += rate.found;
        });
        REPORT.append(total.row("all"));
    }

    private static List<Labelled> labelled() throws IOException {
        try (InputStream in = ScreenEvaluationTest.class.getResourceAsStream("/safety/sentences.tsv")) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .map(fields -> new Labelled(fields[0], fields[1], fields[2]))
                    .toList();
        }
    }
}
