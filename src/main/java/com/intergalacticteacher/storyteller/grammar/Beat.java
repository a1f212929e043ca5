package com.intergalacticteacher.storyteller.grammar;

/**
 * One step of a chapter.
 *
 * @param needed whether the chapter makes no sense without it
 * @param joined whether it stands in the paragraph of the step before
 */
record Beat(String name, boolean needed, boolean joined, String text) {}
