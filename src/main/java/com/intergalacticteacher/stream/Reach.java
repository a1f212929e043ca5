package com.intergalacticteacher.stream;

/** Whether PostgreSQL answered when it was last asked, about a second ago. Thread-safe. */
public final class Reach {
    private volatile boolean isThere = true;

    void is(boolean isThere) {
        this.isThere = isThere;
    }

    public boolean isThere() {
        return isThere;
    }
}
