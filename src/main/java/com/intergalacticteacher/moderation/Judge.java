package com.intergalacticteacher.moderation;

import java.util.Locale;

/** Who judges a text. */
public enum Judge {
    SCREEN,
    MODERATOR;

    /** As it is kept with what was cut. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
