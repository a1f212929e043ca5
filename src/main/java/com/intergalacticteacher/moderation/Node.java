package com.intergalacticteacher.moderation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How far into some phrases a match has come: one node of the tree that phrases with a common beginning share. */
final class Node {

    /** What a node has just matched. */
    enum Kind {
        /** Nothing yet. */
        ROOT,
        /** A letter of a blocked word, disguised or not. */
        LETTER,
        /** A symbol as it stands: shapes and allowed phrases. */
        LITERAL,
        /** What stands between two words. */
        GAP
    }

    /**
     * One step of a phrase.
     *
     * @param set the symbols that match it
     * @param loops whether it may be repeated
     * @param optional whether it may be missing
     */
    record Atom(Kind kind, long set, boolean loops, boolean optional) {}

    /**
     * What it means to have come to a node.
     *
     * @param atOnce without a word's end after it
     * @param allowed whether it lets the text pass rather than block it
     * @param profiles the profiles it is meant for, as a bit set
     */
    record Ending(String category, boolean atOnce, boolean allowed, long profiles) {}

    final int id;
    final Atom atom;
    private final Map<Atom, Node> next = new LinkedHashMap<>();
    private final List<Ending> endings = new ArrayList<>(0);
    private long blockedProfiles;
    private long allowedProfiles;

    Node(int id, Atom atom) {
        this.id = id;
        this.atom = atom;
    }

    Iterable<Node> children() {
        return next.values();
    }

    List<Ending> endings() {
        return endings;
    }

    /** Whether a phrase of the profile is still ahead, or has its end here. */
    boolean serves(long profile) {
        return mayBlock(profile) || mayAllow(profile);
    }

    /** Whether a blocked phrase of the profile is still ahead, or has its end here. */
    boolean mayBlock(long profile) {
        return (blockedProfiles & profile) != 0;
    }

    /** Whether an allowed phrase of the profile is still ahead, or has its end here. */
    boolean mayAllow(long profile) {
        return (allowedProfiles & profile) != 0;
    }

    boolean hasLetterAfter(long profile) {
        for (Node child : next.values()) {
            if (child.atom.kind() == Kind.LETTER && child.serves(profile)) {
                return true;
            }
        }
        return false;
    }

    Node child(Atom following, Net net) {
        return next.computeIfAbsent(following, net::node);
    }

    void passedBy(long ofProfiles, boolean allowed) {
        if (allowed) {
            allowedProfiles |= ofProfiles;
        } else {
            blockedProfiles |= ofProfiles;
        }
    }

    void end(Ending ending) {
        endings.add(ending);
    }
}
