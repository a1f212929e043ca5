package com.intergalacticteacher.storyteller.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A line with {@code [one|another]} ways to say it and {@code {slots}} to fill; what fills a slot is taken as it is. */
final class Template {
    private final String line;
    private final UnaryOperator<String> slots;
    private final Dice dice;

    private Template(String line, UnaryOperator<String> slots, Dice dice) {
        this.line = line;
        this.slots = slots;
        this.dice = dice;
    }

    static String say(String line, UnaryOperator<String> slots, Dice dice) {
        return new Template(line, slots, dice).say(0, line.length());
    }

    private String say(int from, int to) {
        StringBuilder out = new StringBuilder();
        for (int i = from; i < to; i++) {
            char c = line.charAt(i);
            if (c == '{') {
                int end = line.indexOf('}', i);
                out.append(slots.apply(line.substring(i + 1, end)));
                i = end;
            } else if (c == '[') {
                int end = end(i);
                List<int[]> ways = ways(i + 1, end);
                int[] way = dice.pick(ways);
                out.append(say(way[0], way[1]));
                i = end;
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private int end(int open) {
        int depth = 0;
        for (int i = open; i < line.length(); i++) {
            depth += line.charAt(i) == '[' ? 1 : line.charAt(i) == ']' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        throw new IllegalArgumentException("Unclosed [ in: " + line);
    }

    private List<int[]> ways(int from, int to) {
        List<int[]> ways = new ArrayList<>();
        int depth = 0;
        int start = from;
        for (int i = from; i < to; i++) {
            char c = line.charAt(i);
            depth += c == '[' ? 1 : c == ']' ? -1 : 0;
            if (c == '|' && depth == 0) {
                ways.add(new int[] {start, i});
                start = i + 1;
            }
        }
        ways.add(new int[] {start, to});
        return ways;
    }
}
