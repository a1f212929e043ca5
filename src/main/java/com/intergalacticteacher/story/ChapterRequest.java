package com.intergalacticteacher.story;

import com.intergalacticteacher.event.Texts;
import com.intergalacticteacher.story.StoryRefused.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A chapter asked for: the next of a story, or the first of a new one. Texts are kept without blanks around them and
 * with one way to write each letter, so that the same request is the same record.
 *
 * @param chapterNumber null for the next
 * @param storyId the story to continue; null for a new one
 * @param choice the number of the choice taken at the end of the chapter before
 * @param idea the child's own, instead of a choice
 */
public record ChapterRequest(
        long childId,
        @Nullable String theme,
        @Nullable Integer chapterNumber,
        @Nullable String title,
        @Nullable Long storyId,
        @Nullable Integer choice,
        @Nullable String idea) {

    public ChapterRequest {
        theme = written(theme);
        title = written(title);
        idea = written(idea);
    }

    private static @Nullable String written(@Nullable String text) {
        return text == null ? null : Texts.written(text);
    }

    /** What does not go together. */
    List<Fault> faults() {
        List<Fault> faults = new ArrayList<>();
        if (storyId == null && theme == null) {
            faults.add(new Fault("theme", null, "a theme, for a new story"));
        }
        if (storyId == null && choice != null) {
            faults.add(new Fault("choice", choice, "none: a new story has no chapter before it"));
        }
        if (choice != null && idea != null) {
            faults.add(new Fault("custom_user_input", idea, "none beside a choice"));
        }
        return faults;
    }

    /** Of a request for a new story without {@link #faults}. */
    String requiredTheme() {
        return Objects.requireNonNull(theme);
    }
}
