package com.intergalacticteacher.moderation;

import com.intergalacticteacher.moderation.State.Arc;
import com.intergalacticteacher.moderation.State.Match;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Screens one stream of text. A character is released as soon as no blocked phrase can still begin at it or before
 * it; once a blocked phrase was found, nothing more is. However the text is cut into pieces, what is released of it
 * is the same. For one thread at a time.
 */
public final class Screening {
    private final Automaton automaton;
    private State state;
    /** Where the phrases under way began, oldest first. */
    private int[] slots = new int[8];
    /** How much may be shown while the phrase of a slot is the oldest under way. */
    private int[] cuts = new int[8];
    /** How much could be shown when a slot last moved; no less than that, and no more while phrases are pending. */
    private int safe;

    /** Blocked phrases that an allowed one may yet excuse. */
    private final List<Finding> pending = new ArrayList<>(0);

    private final StringBuilder held = new StringBuilder();
    private int read;
    private int released;
    private char highSurrogate;
    private @Nullable Finding finding;

    Screening(Automaton automaton) {
        this.automaton = automaton;
        this.state = automaton.start();
    }

    /** Goes on from a text that was released before; findings count from its beginning. */
    void resume(String text) {
        for (int i = 0; i < text.length(); ) {
            i = readFrom(text, i);
            if (finding != null) {
                pending.clear();
            }
            finding = null;
        }
        released = read;
    }

    /**
     * Takes the next piece of text.
     *
     * @return what may be shown now, perhaps nothing; the piece itself where nothing is held back
     */
    public String push(String text) {
        if (finding != null) {
            return "";
        }
        readFrom(text, 0);
        int safe = safe();
        if (held.length() == 0 && safe == read) {
            released = read;
            return text;
        }
        held.append(text);
        return release(safe);
    }

    /** The text is at its end: releases the rest of it. */
    public String finish() {
        if (finding != null) {
            return "";
        }
        if (highSurrogate != 0) {
            readCodePoint(Symbol.OTHER_MARK, read - 1, read);
        }
        highSurrogate = 0;
        readCodePoint(Symbol.END, read, read);
        return release(finding == null ? read : safe);
    }

    /** The blocked phrase that was found, if one was. */
    public Optional<Finding> finding() {
        return Optional.ofNullable(finding);
    }

    private String release(int safe) {
        int length = Math.max(0, safe - released);
        String text = held.substring(0, length);
        held.delete(0, length);
        released += length;
        return text;
    }

    /** How far the text read may be shown. */
    private int safe() {
        return finding != null ? safe : safe(highSurrogate == 0 ? read : read - 1);
    }

    /** How far a text read so far may be shown, as if every character had come alone. */
    private int safe(int end) {
        if (!pending.isEmpty()) {
            return safe;
        }
        return state.blockedSlot < 0 ? end : Math.max(safe, cuts[state.blockedSlot]);
    }

    /** Reads on to the end, or to where a blocked phrase was found; answers how far. */
    private int readFrom(String text, int start) {
        int i = start;
        while (i < text.length() && finding == null) {
            int plain = highSurrogate == 0 && pending.isEmpty() ? skip(text, i) : i;
            read += plain - i;
            i = plain;
            if (i < text.length()) {
                readChar(text.charAt(i++));
            }
        }
        return i;
    }

    /** Goes through characters that only lead from state to state, which nearly all do; answers how far. */
    private int skip(String text, int start) {
        State at = state;
        int length = text.length();
        int i = start;
        for (; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 128) {
                break;
            }
            State next = at.next[Folding.ascii(c)];
            if (next == null) {
                break;
            }
            at = next;
        }
        state = at;
        return i;
    }

    private void readChar(char c) {
        int at = read++;
        if (c < 128 && highSurrogate == 0) {
            readCodePoint(Folding.ascii(c), at, at + 1);
        } else {
            readWide(c, at);
        }
    }

    private void readWide(char c, int at) {
        char high = highSurrogate;
        highSurrogate = 0;
        if (high != 0 && Character.isLowSurrogate(c)) {
            readCodePoint(Folding.fold(Character.toCodePoint(high, c)), at - 1, at + 1);
            return;
        }
        if (high != 0) {
            readCodePoint(Symbol.OTHER_MARK, at - 1, at);
        }
        if (Character.isHighSurrogate(c)) {
            highSurrogate = c;
        } else {
            readCodePoint(Folding.fold(c), at, at + 1);
        }
    }

    private void readCodePoint(int folded, int at, int end) {
        if (folded == Symbol.NONE) {
            return;
        }
        int before = safe(at);
        // The text is never cut where it would be refused if it ended there, though it goes on harmlessly.
        int cut = isRefusedAtEnd() ? before : at;
        for (int rest = folded; rest != 0 && finding == null; rest >>>= 8) {
            Arc arc = arc(rest & 0xFF);
            if (arc.matches().length > 0) {
                match(arc.matches(), at, end);
            }
            safe = before;
            move(arc.moves(), at, cut);
            state = arc.to();
            if (!pending.isEmpty()) {
                finding = settled();
            }
        }
    }

    private Arc arc(int symbol) {
        Arc known = state.arcs[symbol];
        return known != null ? known : automaton.arc(state, symbol);
    }

    private void move(int[] moves, int at, int cut) {
        if (moves.length > slots.length) {
            slots = Arrays.copyOf(slots, 2 * moves.length);
            cuts = Arrays.copyOf(cuts, 2 * moves.length);
        }
        for (int i = 0; i < moves.length; i++) {
            boolean begins = moves[i] == state.slots;
            slots[i] = begins ? at : slots[moves[i]];
            cuts[i] = begins ? cut : cuts[moves[i]];
        }
    }

    private boolean isRefusedAtEnd() {
        if (!pending.isEmpty()) {
            return true;
        }
        if (state.blockedSlot < 0) {
            return false;
        }
        Match[] matches = arc(Symbol.END).matches();
        int allowedFrom = allowedFrom(matches, read);
        for (Match match : matches) {
            if (!match.allowed() && slots[match.slot()] < allowedFrom) {
                return true;
            }
        }
        return false;
    }

    private void match(Match[] matches, int at, int end) {
        for (Match match : matches) {
            if (!match.allowed()) {
                pending.add(new Finding(match.category(), from(match, at), match.withThis() ? end : at));
            }
        }
        int allowedFrom = allowedFrom(matches, at);
        pending.removeIf(found -> found.start() >= allowedFrom);
    }

    /** Where the first of the allowed phrases that end begins; it excuses what begins no earlier. */
    private int allowedFrom(Match[] matches, int at) {
        int allowedFrom = Integer.MAX_VALUE;
        for (Match match : matches) {
            if (match.allowed()) {
                allowedFrom = Math.min(allowedFrom, from(match, at));
            }
        }
        return allowedFrom;
    }

    private int from(Match match, int at) {
        return match.slot() == state.slots ? at : slots[match.slot()];
    }

    /** The earliest blocked phrase, once there is one that no allowed phrase can excuse any more. */
    private @Nullable Finding settled() {
        int mayExcuse = state.allowedSlot < 0 ? Integer.MAX_VALUE : slots[state.allowedSlot];
        if (pending.stream().noneMatch(found -> found.start() < mayExcuse)) {
            return null;
        }
        return Collections.min(pending, Comparator.comparingInt(Finding::start));
    }
}
