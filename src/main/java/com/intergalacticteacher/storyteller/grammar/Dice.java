package com.intergalacticteacher.storyteller.grammar;

import java.util.ArrayList;
import java.util.List;

/** Chance that falls alike for the same seed on every JDK: SplitMix64, seeded by an FNV-1a hash of words. */
final class Dice {
    private static final long GAMMA = 0x9E3779B97F4A7C15L;
    private long state;

    private Dice(long seed) {
        state = seed;
    }

    static Dice of(Object... words) {
        long hash = 0xCBF29CE484222325L;
        for (Object word : words) {
            String text = String.valueOf(word) + '\u0000';
            for (int i = 0; i < text.length(); i++) {
                hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
            }
        }
        return new Dice(hash);
    }

    int below(int bound) {
        state += GAMMA;
        long mixed = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return (int) Long.remainderUnsigned(mixed ^ (mixed >>> 31), bound);
    }

    <T> T pick(List<T> items) {
        return items.get(below(items.size()));
    }

    <T> List<T> shuffled(List<T> items) {
        List<T> rest = new ArrayList<>(items);
        List<T> out = new ArrayList<>(rest.size());
        while (!rest.isEmpty()) {
            out.add(rest.remove(below(rest.size())));
        }
        return out;
    }
}
