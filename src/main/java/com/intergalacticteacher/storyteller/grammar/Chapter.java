package com.intergalacticteacher.storyteller.grammar;

import com.intergalacticteacher.event.Choice;
import java.util.List;
import java.util.stream.Collectors;

/** A chapter thought out to its end. */
public record Chapter(
        List<String> paragraphs,
        String title,
        String question,
        List<Choice> choices,
        List<String> educationalElements) {
    public Chapter {
        paragraphs = List.copyOf(paragraphs);
        choices = List.copyOf(choices);
        educationalElements = List.copyOf(educationalElements);
    }

    public String text() {
        return paragraphs.stream().collect(Collectors.joining("\n\n"));
    }
}
