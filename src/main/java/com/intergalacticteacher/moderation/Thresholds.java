package com.intergalacticteacher.moderation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * From which score on a moderator's category is refused, by category and age. Read from lines such as
 * {@code violence 0.1 0.2 0.4 0.5}: a category, then a score for each band of ages; {@code *} for all not named.
 */
public final class Thresholds {
    private static final String OTHERS = "*";

    private final Map<String, double[]> byCategory;

    private Thresholds(Map<String, double[]> byCategory) {
        this.byCategory = byCategory;
    }

    /** Those of a folder, if its {@code thresholds.txt} is there, or else those that come with the product. Blocks. */
    public static Thresholds load(Path folder) {
        return parse(Lists.thresholds(folder));
    }

    /** All faults of the text are reported together. */
    static Thresholds parse(String text) {
        Map<String, double[]> byCategory = new HashMap<>();
        List<String> faults = new ArrayList<>();
        for (String line : text.lines().map(String::strip).toList()) {
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String[] fields = line.split("\\s+", -1);
            double[] scores = scores(fields);
            if (scores.length == Band.values().length) {
                byCategory.put(fields[0], scores);
            } else {
                faults.add("thresholds: " + line + " (expected: a category and four scores from 0 to 1)");
            }
        }
        if (!byCategory.containsKey(OTHERS)) {
            faults.add("thresholds: no line for " + OTHERS);
        }
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults));
        }
        return new Thresholds(byCategory);
    }

    /** The categories of these scores that are refused at this age. */
    List<String> refused(Map<String, Double> scores, int age) {
        int band = Band.of(age).place();
        return scores.entrySet().stream()
                .filter(score -> score.getValue() >= of(score.getKey())[band])
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private double[] of(String category) {
        double[] own = byCategory.get(category);
        return own != null ? own : byCategory.getOrDefault(OTHERS, new double[Band.values().length]);
    }

    private static double[] scores(String[] fields) {
        double[] scores = new double[fields.length - 1];
        for (int i = 0; i < scores.length; i++) {
            try {
                scores[i] = Double.parseDouble(fields[i + 1]);
            } catch (NumberFormatException e) {
                return new double[0];
            }
            if (!(scores[i] >= 0 && scores[i] <= 1)) {
                return new double[0];
            }
        }
        return scores;
    }
}
