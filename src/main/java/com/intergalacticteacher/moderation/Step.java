package com.intergalacticteacher.moderation;

import com.intergalacticteacher.moderation.Node.Ending;
import com.intergalacticteacher.moderation.Node.Kind;
import com.intergalacticteacher.moderation.State.Before;
import com.intergalacticteacher.moderation.State.Match;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One step of all phrases under way by one symbol, for one profile; made once per step and thrown away. */
final class Step {
    /** A letter, and not only what stands for one, has been matched. */
    private static final int LETTERED = 1;
    /** A joiner was read: the next letter must follow. */
    private static final int JOINED = 2;
    /** The letters are spaced out. */
    private static final int SPACED = 4;
    /** The gap between two letters that are spaced out was read. */
    private static final int GAPPED = 8;
    /** A sign was read for the letter that more likely is a sign: the word cannot end with it. */
    private static final int SIGNED = 16;

    private static final int FLAGS = 5;

    private final Net net;
    private final long profile;
    private final int symbol;
    private final int fresh;
    /** Threads after the step, each with its oldest slot. */
    private final Map<Integer, Integer> threads = new TreeMap<>();

    private final List<Match> matches = new ArrayList<>(0);

    Step(Net net, long profile, State from, int symbol) {
        this.net = net;
        this.profile = profile;
        this.symbol = symbol;
        this.fresh = from.slots;
        int[] running = from.key.threads();
        for (int i = 0; i < running.length; i++) {
            advance(running[i], from.key.slots()[i]);
        }
        begin(from.key.before());
    }

    Map<Integer, Integer> threads() {
        return threads;
    }

    List<Match> matches() {
        return matches;
    }

    static int node(int thread) {
        return thread >>> FLAGS;
    }

    private boolean is(long set) {
        return Symbol.in(set, symbol);
    }

    private void begin(Before before) {
        if (symbol == Symbol.END) {
            return;
        }
        boolean atWord = before == Before.MARK || before == Before.DOT;
        if (atWord || (before == Before.DIGIT && is(Symbol.LATIN))) {
            follow(net.atWord(), 0, fresh, false);
        }
        if (is(Symbol.LATIN)) {
            follow(net.anywhere(), 0, fresh, false);
        }
        if (before == Before.DOT) {
            follow(net.afterDot(), 0, fresh, false);
        }
        follow(atWord ? net.afterMark() : net.afterWord(), 0, fresh, false);
    }

    private void advance(int thread, int slot) {
        Node node = net.node(node(thread));
        int flags = thread & ((1 << FLAGS) - 1);
        switch (node.atom.kind()) {
            case LETTER -> advanceLetter(node, flags, slot);
            case GAP -> {
                if (is(Symbol.GAPS)) {
                    add(node, flags, slot);
                }
                follow(node, flags, slot, false);
            }
            default -> {
                end(node, flags, slot);
                if (node.atom.loops() && is(node.atom.set())) {
                    add(node, flags, slot);
                }
                follow(node, flags, slot, false);
            }
        }
    }

    private void advanceLetter(Node node, int flags, int slot) {
        int kept = flags & (LETTERED | SPACED);
        if ((flags & GAPPED) != 0) {
            if (is(Symbol.GAPS)) {
                add(node, flags, slot);
            }
            follow(node, kept, slot, true);
        } else if ((flags & JOINED) != 0) {
            follow(node, kept, slot, true);
        } else {
            end(node, flags, slot);
            boolean spaced = (flags & SPACED) != 0;
            if (!spaced) {
                extend(node, flags, kept, slot);
            }
            if (is(Symbol.GAPS) && (spaced || isFirst(node)) && (flags & LETTERED) != 0) {
                add(node, kept | SPACED | GAPPED, slot);
            }
        }
    }

    private void extend(Node node, int flags, int kept, int slot) {
        if (is(node.atom.set())) {
            add(node, kept | written(), slot);
        }
        if (is(Symbol.JOINERS) && (flags & SIGNED) == 0 && node.hasLetterAfter(profile)) {
            add(node, kept | JOINED, slot);
        }
        follow(node, kept, slot, false);
    }

    private boolean isFirst(Node node) {
        for (Node first : net.atWord().children()) {
            if (first == node) {
                return true;
            }
        }
        return false;
    }

    /** Goes on to what comes after a node; what may be missing is passed over as well. */
    private void follow(Node node, int flags, int slot, boolean lettersOnly) {
        for (Node child : node.children()) {
            if (!child.serves(profile)) {
                continue;
            }
            Kind kind = child.atom.kind();
            if (child.atom.optional()) {
                follow(child, flags, slot, lettersOnly);
            }
            if (kind == Kind.LETTER) {
                followLetter(node, child, flags, slot);
            } else if (is(child.atom.set()) && !lettersOnly && (flags & SPACED) == 0) {
                enter(child, flags, slot);
            }
        }
    }

    private void followLetter(Node node, Node child, int flags, int slot) {
        boolean first = node.atom.kind() == Kind.ROOT;
        if (is(child.atom.set()) && !(first && is(Symbol.INNER_LEET))) {
            enter(child, flags | written(), slot);
        } else if (symbol == Symbol.STAR
                && node.atom.kind() == Kind.LETTER
                && (flags & SPACED) == 0
                && child.hasLetterAfter(profile)) {
            add(child, flags | SIGNED, slot);
        }
    }

    /** The flags a letter gets by how it is written. */
    private int written() {
        return is(Symbol.LATIN) ? LETTERED : is(Symbol.INNER_LEET) ? SIGNED : 0;
    }

    private void enter(Node node, int flags, int slot) {
        for (Ending ending : node.endings()) {
            if (ending.atOnce()) {
                match(node, flags, ending, slot, true);
            }
        }
        add(node, flags, slot);
    }

    private void end(Node node, int flags, int slot) {
        if ((flags & SIGNED) != 0) {
            return;
        }
        boolean shape = node.atom.kind() == Kind.LITERAL;
        if (is(shape ? Symbol.WORD : Symbol.LETTERS)) {
            return;
        }
        for (Ending ending : node.endings()) {
            if (!ending.atOnce()) {
                match(node, flags, ending, slot, false);
            }
        }
    }

    private void match(Node node, int flags, Ending ending, int slot, boolean withThis) {
        boolean letters = node.atom.kind() == Kind.LITERAL || (flags & LETTERED) != 0;
        if (letters && (ending.profiles() & profile) != 0) {
            matches.add(new Match(slot, ending.category(), ending.allowed(), withThis));
        }
    }

    private void add(Node node, int flags, int slot) {
        threads.merge((node.id << FLAGS) | flags, slot, Math::min);
    }
}
