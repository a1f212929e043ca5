package com.intergalacticteacher.moderation;

/** Who judges a text. */
public enum Judge {
    SCREEN,
    MODERATOR
}
