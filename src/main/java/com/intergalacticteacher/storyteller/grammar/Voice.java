package com.intergalacticteacher.storyteller.grammar;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Says lines so that they sound neither like the sentence before nor like anything said already. */
final class Voice {
    private static final int TRIES = 10;
    private static final int ECHO = 100;
    private static final int DRONE = 10;

    private final Slots slots;
    private final Dice dice;
    private final Set<String> said = new HashSet<>();
    private String last = "";
    private boolean echoed;

    Voice(Slots slots, Dice dice, String before) {
        this.slots = slots;
        this.dice = dice;
        said.addAll(Prose.sentences(before));
    }

    /** One of the lines, said in the way that repeats least. */
    String say(List<String> lines) {
        String best = "";
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < TRIES && least > 0; i++) {
            String tried = Template.say(dice.pick(lines), slots::get, dice);
            int cost = cost(tried);
            if (cost < least) {
                best = tried;
                least = cost;
            }
        }
        echoed = least >= ECHO;
        List<String> sentences = plain(best);
        said.addAll(sentences);
        last = Prose.opening(sentences.get(sentences.size() - 1));
        return best;
    }

    /** Whether what was said last could not be said without repeating a sentence. */
    boolean echoed() {
        return echoed;
    }

    private int cost(String text) {
        int cost = 0;
        String before = last;
        Set<String> here = new HashSet<>();
        for (String sentence : plain(text)) {
            String opening = Prose.opening(sentence);
            cost += said.contains(sentence) || !here.add(sentence) ? ECHO : 0;
            cost += opening.equals(before) ? DRONE : 0;
            before = opening;
        }
        return cost;
    }

    private List<String> plain(String text) {
        return new ArrayList<>(Prose.sentences(Prose.polish(Names.plain(text, slots))));
    }
}
