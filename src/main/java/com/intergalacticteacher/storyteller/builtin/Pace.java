package com.intergalacticteacher.storyteller.builtin;

/**
 * When which token is due.
 *
 * @param tokensPerSecond 0 is without any wait
 * @param firstAfter nanoseconds before the first token
 */
record Pace(int tokensPerSecond, long firstAfter) {
    private static final long SECOND = 1_000_000_000;
    private static final long SHORTEST_TICK = 20_000_000;
    private static final long FIRST_MILLIS = 200;
    private static final int FIRST_SPREAD_MILLIS = 300;

    /** The first token comes after 200 to 500 ms, always the same for one stream. */
    static Pace of(int tokensPerSecond, long streamId) {
        long millis = FIRST_MILLIS + Math.floorMod((streamId * 0x9E3779B97F4A7C15L) >>> 16, FIRST_SPREAD_MILLIS);
        return new Pace(tokensPerSecond, tokensPerSecond == 0 ? 0 : millis * 1_000_000L);
    }

    boolean waits() {
        return tokensPerSecond > 0;
    }

    /** How many tokens are due in all after so many nanoseconds of telling. */
    long due(long nanos) {
        return nanos < firstAfter ? 0 : 1 + (nanos - firstAfter) * tokensPerSecond / SECOND;
    }

    /** Milliseconds until the next look: until the next token is due, but not so soon that timers pile up. */
    long next(long nanos, long told) {
        long at = firstAfter + told * SECOND / tokensPerSecond;
        return Math.max(1, (Math.max(SHORTEST_TICK, at - nanos) + 999_999) / 1_000_000);
    }
}
