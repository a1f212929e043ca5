package com.intergalacticteacher.moderation;

/** A blocked phrase in a text; {@code start} and {@code end} are UTF-16 offsets in it, {@code end} exclusive. */
public record Finding(String category, int start, int end) {}
