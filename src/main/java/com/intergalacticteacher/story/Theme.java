package com.intergalacticteacher.story;

/** A theme on offer; {@code id} is what a request for a story takes. */
public record Theme(String id, String name, String description, String emoji) {}
