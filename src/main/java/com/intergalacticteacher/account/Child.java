package com.intergalacticteacher.account;

import com.intergalacticteacher.event.ReadingLevel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A child of a parent.
 *
 * @param age in years
 * @param language BCP 47
 * @param dailyChapters the parent's limit of chapters in 24 hours; null for none
 */
public record Child(
        long id,
        String name,
        int age,
        ReadingLevel readingLevel,
        String language,
        List<String> interests,
        @Nullable Integer dailyChapters) {

    public Child {
        interests = List.copyOf(interests);
    }

    /** A child to be added; what is null gets the default of {@link Children#add}. */
    public record New(
            String name,
            int age,
            @Nullable ReadingLevel readingLevel,
            @Nullable String language,
            @Nullable List<String> interests,
            @Nullable Integer dailyChapters) {}

    /** What is null stays as it is, but for {@code dailyChapters}, which is taken when {@code setsDailyChapters}. */
    public record Change(
            @Nullable String name,
            @Nullable Integer age,
            @Nullable ReadingLevel readingLevel,
            @Nullable String language,
            @Nullable List<String> interests,
            boolean setsDailyChapters,
            @Nullable Integer dailyChapters) {}
}
