package com.intergalacticteacher.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a chapter is to be told from, taken down when its stream is opened, so that any node can tell it on.
 *
 * @param title the title asked for, or that of the story being continued; the storyteller's own if null
 * @param choice the words of the choice taken at the end of the chapter before
 * @param idea the child's own idea of what happens
 * @param previous the chapters before, first one first
 */
public record Brief(
        Hero child,
        String theme,
        @Nullable String title,
        int chapterNumber,
        @Nullable String choice,
        @Nullable String idea,
        List<Previous> previous) {

    public Brief {
        previous = List.copyOf(previous);
    }

    /** The child the story is told to; {@code language} is BCP 47, for example {@code en} or {@code pt-BR}. */
    public record Hero(String name, int age, ReadingLevel readingLevel, String language, List<String> interests) {
        public Hero {
            interests = List.copyOf(interests);
        }
    }

    /** A chapter already told, and the words of the choice or idea that led on from it. */
    public record Previous(
            int chapterNumber,
            String storyContent,
            @Nullable String choiceQuestion) {}
}
