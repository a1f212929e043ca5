package com.intergalacticteacher.moderation;

import com.intergalacticteacher.moderation.State.Arc;
import com.intergalacticteacher.moderation.State.Before;
import com.intergalacticteacher.moderation.State.Match;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The {@link Net} for one profile as a deterministic automaton, whose states are made when a text first comes to
 * them: a symbol costs one look into an array from then on. Thread-safe.
 */
final class Automaton {
    /** States kept at most; beyond them all are forgotten and made anew, so that no text can fill the memory. */
    private static final int MAX_STATES = 10_000;

    private final Net net;
    private final long profile;
    private Map<State.Key, State> states = new HashMap<>();
    private volatile State start;

    Automaton(Net net, long profile) {
        this.net = net;
        this.profile = profile;
        this.start = state(new State.Key(Before.MARK, new int[0], new int[0]));
    }

    State start() {
        return start;
    }

    /** What a symbol leads to, where the state does not know it yet. */
    synchronized Arc arc(State from, int symbol) {
        Arc known = from.arcs[symbol];
        if (known != null) {
            return known;
        }
        Step step = new Step(net, profile, from, symbol);
        int[] threads = step.threads().keySet().stream().mapToInt(i -> i).toArray();
        int[] slots = step.threads().values().stream().mapToInt(i -> i).toArray();
        int[] moves = Arrays.stream(slots).distinct().sorted().toArray();
        for (int i = 0; i < slots.length; i++) {
            slots[i] = Arrays.binarySearch(moves, slots[i]);
        }
        State to = state(new State.Key(before(from, symbol), threads, slots));
        Match[] matches = step.matches().toArray(Match[]::new);
        if (isStill(from, to, moves) && matches.length == 0) {
            from.next[symbol] = to;
        }
        Arc arc = new Arc(to, moves, matches);
        from.arcs[symbol] = arc;
        return arc;
    }

    /** Whether no slot moves, and what holds the text back goes on to do so or ends. */
    private static boolean isStill(State from, State to, int[] moves) {
        boolean unmoved =
                moves.length == 0 || (moves.length <= from.slots && moves[moves.length - 1] == moves.length - 1);
        return unmoved && (to.blockedSlot == from.blockedSlot || to.blockedSlot < 0);
    }

    private static Before before(State from, int symbol) {
        if (Symbol.in(Symbol.LETTERS, symbol)) {
            return Before.LETTER;
        }
        if (Symbol.in(Symbol.DIGITS, symbol)) {
            return Before.DIGIT;
        }
        boolean afterWord = from.key.before() == Before.LETTER || from.key.before() == Before.DIGIT;
        return symbol == Symbol.DOT && afterWord ? Before.DOT : Before.MARK;
    }

    private State state(State.Key key) {
        State known = states.get(key);
        if (known != null) {
            return known;
        }
        if (states.size() >= MAX_STATES) {
            forget();
        }
        int slots = 0;
        int blocked = Integer.MAX_VALUE;
        int allowed = Integer.MAX_VALUE;
        for (int i = 0; i < key.threads().length; i++) {
            int slot = key.slots()[i];
            slots = Math.max(slots, slot + 1);
            Node node = net.node(Step.node(key.threads()[i]));
            if (node.mayBlock(profile)) {
                blocked = Math.min(blocked, slot);
            }
            if (node.mayAllow(profile)) {
                allowed = Math.min(allowed, slot);
            }
        }
        State state = new State(
                key, slots, blocked == Integer.MAX_VALUE ? -1 : blocked, allowed == Integer.MAX_VALUE ? -1 : allowed);
        states.put(key, state);
        return state;
    }

    private void forget() {
        states = new HashMap<>();
        start = new State(start.key, 0, -1, -1);
        states.put(start.key, start);
    }
}
