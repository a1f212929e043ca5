package com.intergalacticteacher.story;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.intergalacticteacher.event.Choice;
import com.intergalacticteacher.event.ReadingLevel;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A story with its chapters, first one first; without a title until the storyteller has found one. */
public record Story(
        long id,
        long childId,
        @Nullable String title,
        String theme,
        List<Chapter> chapters,
        @Nullable RunningStream stream,
        @JsonSerialize(using = ToStringSerializer.class) Instant createdAt) {

    public Story {
        chapters = List.copyOf(chapters);
    }

    /** A story in a list; {@code chapters} says how many are told. */
    public record Summary(
            long id,
            long childId,
            @Nullable String title,
            String theme,
            int chapters,
            @Nullable RunningStream stream,
            @JsonSerialize(using = ToStringSerializer.class) Instant createdAt) {}

    /** The stream that is telling the next chapter right now. */
    public record RunningStream(long streamId, int chapterNumber, boolean paused) {}

    /**
     * A chapter told.
     *
     * @param choiceTaken the number of the choice, of the chapter before, that led here
     * @param customUserInput the child's own idea that led here
     * @param estimatedReadingTime in minutes
     * @param readability a school grade
     */
    public record Chapter(
            int chapterNumber,
            long streamId,
            String storyContent,
            List<Choice> choices,
            @Nullable String choiceQuestion,
            @Nullable Integer choiceTaken,
            @Nullable String customUserInput,
            List<String> educationalElements,
            int estimatedReadingTime,
            ReadingLevel vocabularyLevel,
            double safetyScore,
            int wordCount,
            double readability,
            @JsonSerialize(using = ToStringSerializer.class) Instant createdAt) {

        public Chapter {
            choices = List.copyOf(choices);
            educationalElements = List.copyOf(educationalElements);
        }
    }
}
