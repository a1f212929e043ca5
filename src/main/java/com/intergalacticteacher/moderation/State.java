package com.intergalacticteacher.moderation;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Everything an {@link Automaton} knows between two symbols: which phrases are under way, and in which order they
 * began. Immutable but for its arcs, which any thread may fill in: an arc has only final fields, so that one seen
 * without a lock is seen whole, and one not seen yet is made again, alike.
 */
final class State {

    /** What stood before the symbol that comes next. */
    enum Before {
        MARK,
        /** A dot with no space between it and the word before it. */
        DOT,
        DIGIT,
        LETTER
    }

    /** Phrases under way with the slot of their beginning; slot 0 is the oldest. */
    @SuppressWarnings("ArrayRecordComponent")
    record Key(Before before, int[] threads, int[] slots) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key
                    && before == key.before
                    && Arrays.equals(threads, key.threads)
                    && Arrays.equals(slots, key.slots);
        }

        @Override
        public int hashCode() {
            return before.hashCode() + 31 * (Arrays.hashCode(threads) + 31 * Arrays.hashCode(slots));
        }
    }

    /**
     * A phrase that has come to its end.
     *
     * @param slot its beginning, in the slots before the step; the number of those slots if it began in this step
     * @param withThis whether the step's own character belongs to it
     */
    record Match(int slot, String category, boolean allowed, boolean withThis) {}

    /**
     * What a symbol leads to.
     *
     * @param moves for every slot of the next state the slot of this one, or their number for the step's own
     *     character
     * @param matches the phrases that end
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Arc(State to, int[] moves, Match[] matches) {}

    final Key key;
    /** How many slots are in use. */
    final int slots;
    /** The oldest slot from which a blocked phrase may still come, or -1. */
    final int blockedSlot;
    /** The oldest slot from which an allowed phrase may still come, or -1. */
    final int allowedSlot;

    /** Where a symbol leads that does nothing more than lead there. */
    final @Nullable State[] next = new @Nullable State[Symbol.COUNT];
    /** What all other symbols lead to. */
    final @Nullable Arc[] arcs = new @Nullable Arc[Symbol.COUNT];

    State(Key key, int slots, int blockedSlot, int allowedSlot) {
        this.key = key;
        this.slots = slots;
        this.blockedSlot = blockedSlot;
        this.allowedSlot = allowedSlot;
    }
}
