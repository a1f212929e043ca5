package com.intergalacticteacher.stream;

/**
 * What was cut from a chapter, for the parent to see.
 *
 * @param position where it began, in UTF-16 units of the chapter
 * @param by who judged it
 */
public record Cut(int position, String text, String category, String by) {}
