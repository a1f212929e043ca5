package com.intergalacticteacher.storyteller.grammar;

import static com.intergalacticteacher.storyteller.grammar.Shelf.GRAMMAR;

import com.intergalacticteacher.event.Brief;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * How much of their sentences the stories told to one child share, two and two.
 *
 * @param mean of all pairs, 0 to 1
 * @param worst the pair that shares most
 */
record Likeness(double mean, double worst) {

    static Likeness of(Brief brief, int seeds) {
        List<Set<String>> stories = IntStream.rangeClosed(1, seeds)
                .mapToObj(seed -> GRAMMAR.chapter(seed, brief))
                .map(told -> (Set<String>) new HashSet<>(Prose.sentences(told.text())))
                .toList();
        Map<String, List<Integer>> holders = new HashMap<>();
        for (int i = 0; i < stories.size(); i++) {
            for (String sentence : stories.get(i)) {
                holders.computeIfAbsent(sentence, any -> new ArrayList<>()).add(i);
            }
        }
        double total = 0;
        double worst = 0;
        for (int i = 0; i < stories.size(); i++) {
            int[] shared = new int[stories.size()];
            stories.get(i).forEach(sentence -> holders.get(sentence).forEach(other -> shared[other]++));
            shared[i] = 0;
            for (int count : shared) {
                double part = (double) count / stories.get(i).size();
                total += part;
                worst = Math.max(worst, part);
            }
        }
        return new Likeness(total / (seeds * (seeds - 1.0)), worst);
    }
}
