package com.intergalacticteacher.moderation;

/** The ages a list tells apart; a phrase blocked to some age is blocked for all who are younger. */
enum Band {
    TO_5(0, 5),
    TO_8(1, 8),
    TO_12(2, 12),
    ALL(3, Integer.MAX_VALUE);

    private final int place;
    private final int lastAge;

    Band(int place, int lastAge) {
        this.place = place;
        this.lastAge = lastAge;
    }

    /** Its number among the bands, the youngest first. */
    int place() {
        return place;
    }

    static Band of(int age) {
        for (Band band : values()) {
            if (age <= band.lastAge) {
                return band;
            }
        }
        return ALL;
    }

    /** The band a list's section names: {@code all}, or {@code to 8}. */
    static Band named(String section) {
        for (Band band : values()) {
            String name = band == ALL ? "all" : "to " + band.lastAge;
            if (name.equals(section)) {
                return band;
            }
        }
        throw new IllegalArgumentException("section: [" + section + "] (expected: [all], [to 5], [to 8] or [to 12])");
    }
}
