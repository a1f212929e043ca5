package com.intergalacticteacher.storyteller;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Cuts things into pieces anywhere, the same way for the same seed. */
public final class Cuts {
    private Cuts() {}

    public static List<String> of(String text, long seed) {
        List<String> pieces = new ArrayList<>();
        int from = 0;
        for (int to : ends(text.length(), seed)) {
            pieces.add(text.substring(from, to));
            from = to;
        }
        return pieces;
    }

    public static List<byte[]> of(byte[] bytes, long seed) {
        List<byte[]> pieces = new ArrayList<>();
        int from = 0;
        for (int to : ends(bytes.length, seed)) {
            pieces.add(java.util.Arrays.copyOfRange(bytes, from, to));
            from = to;
        }
        return pieces;
    }

    private static List<Integer> ends(int length, long seed) {
        Random random = new Random(seed);
        int longest = 1 + random.nextInt(random.nextBoolean() ? 4 : 400);
        List<Integer> ends = new ArrayList<>();
        for (int at = 0; at < length; ) {
            at = Math.min(length, at + 1 + random.nextInt(longest));
            ends.add(at);
        }
        return ends;
    }
}
