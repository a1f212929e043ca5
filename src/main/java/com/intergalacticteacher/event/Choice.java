package com.intergalacticteacher.event;

/** One way the story can go on; {@code id} counts from 1 within its chapter. */
public record Choice(int id, String text) {}
