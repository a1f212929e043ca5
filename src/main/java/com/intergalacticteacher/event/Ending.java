package com.intergalacticteacher.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What comes with a chapter and is not its text. */
public record Ending(
        String title, @Nullable String choiceQuestion, List<Choice> choices, List<String> educationalElements) {
    public Ending {
        choices = List.copyOf(choices);
        educationalElements = List.copyOf(educationalElements);
    }
}
