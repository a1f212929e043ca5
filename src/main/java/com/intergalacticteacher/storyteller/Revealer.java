package com.intergalacticteacher.storyteller;

/**
 * Puts the child's name back into a text that comes in pieces. Holds back no more than what may still become the
 * stand-in, which is found in any case and with anything before and after it. For one thread at a
 * time.
 */
public final class Revealer {
    private final StandIn standIn;
    private final String alias;
    private final char upper;
    private final char lower;
    private String held = "";

    public Revealer(StandIn standIn) {
        this.standIn = standIn;
        this.alias = standIn.alias();
        this.upper = Character.toUpperCase(alias.charAt(0));
        this.lower = Character.toLowerCase(alias.charAt(0));
    }

    /** What of all text so far can be said now. */
    public String push(String piece) {
        String text = held.isEmpty() ? piece : held + piece;
        held = "";
        int at = candidate(text, 0);
        if (at < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 16);
        int from = 0;
        while (at >= 0) {
            int there = Math.min(alias.length(), text.length() - at);
            if (!text.regionMatches(true, at, alias, 0, there)) {
                at = candidate(text, at + 1);
                continue;
            }
            out.append(text, from, at);
            from = at + there;
            if (there < alias.length()) {
                held = text.substring(at);
                break;
            }
            out.append(standIn.revealed(text.substring(at, from)));
            at = candidate(text, from);
        }
        return out.append(text, from, text.length()).toString();
    }

    /** What is held back still. */
    public String end() {
        String rest = held;
        held = "";
        return rest;
    }

    private int candidate(String text, int from) {
        int a = text.indexOf(upper, from);
        int b = text.indexOf(lower, from);
        return a < 0 || (b >= 0 && b < a) ? b : a;
    }
}
