package com.intergalacticteacher.storyteller.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.intergalacticteacher.event.Brief;
import com.intergalacticteacher.event.Choice;
import com.intergalacticteacher.event.Ending;
import com.intergalacticteacher.storyteller.StandIn;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads what a model wrote after the story. Whatever is missing or broken there costs no more than itself. */
final class EndingReader {
    static final int MAX_CHOICES = 4;
    static final int MAX_TEXT = 120;
    private static final int MAX_QUESTION = 200;
    private static final int MAX_ELEMENTS = 8;
    private static final ObjectMapper JSON = new ObjectMapper();

    private EndingReader() {}

    /** @param heading the title that stood above the story */
    static Ending of(String tail, @Nullable String heading, Brief brief, StandIn standIn) {
        JsonNode json = json(tail);
        String question = text(json.get("choice_question"), MAX_QUESTION, standIn);
        String title = text(json.get("title"), MAX_TEXT, standIn);
        return new Ending(
                title(brief, title.isEmpty() && heading != null ? clean(heading, MAX_TEXT, standIn) : title),
                question.isEmpty() ? null : question,
                choices(json.get("choices"), standIn),
                texts(json.get("educational_elements"), standIn)
                        .limit(MAX_ELEMENTS)
                        .toList());
    }

    /** The title asked for, else the model's, else the theme. */
    private static String title(Brief brief, String title) {
        if (brief.title() != null) {
            return brief.title();
        }
        String theme = brief.theme();
        return !title.isEmpty() || theme.isEmpty()
                ? title
                : theme.substring(0, theme.offsetByCodePoints(0, 1)).toUpperCase(java.util.Locale.ROOT)
                        + theme.substring(theme.offsetByCodePoints(0, 1));
    }

    private static List<Choice> choices(@Nullable JsonNode json, StandIn standIn) {
        List<Choice> choices = new ArrayList<>();
        texts(json, standIn).limit(MAX_CHOICES).forEach(text -> choices.add(new Choice(choices.size() + 1, text)));
        return choices;
    }

    /** The texts of an array of strings or of objects with a {@code text}, each once. */
    private static Stream<String> texts(@Nullable JsonNode json, StandIn standIn) {
        if (json == null || !json.isArray()) {
            return Stream.empty();
        }
        return StreamSupport.stream(json.spliterator(), false)
                .map(item -> text(item.isObject() ? item.get("text") : item, MAX_TEXT, standIn))
                .filter(text -> !text.isEmpty())
                .distinct();
    }

    private static String text(@Nullable JsonNode json, int max, StandIn standIn) {
        return json == null || !json.isTextual() ? "" : clean(json.textValue(), max, standIn);
    }

    /** One line with the name put back, without control characters and halves of characters. */
    private static String clean(String text, int max, StandIn standIn) {
        String line = standIn.reveal(text)
                .replaceAll("[\\p{Cc}\\s]+", " ")
                .replaceAll("\\p{Cs}", "")
                .replaceAll("^[*_#\"“ ]+|[*_\"” ]+$", "")
                .strip();
        if (line.length() <= max) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(max - 2)) ? max - 2 : max - 1;
        return line.substring(0, end).stripTrailing() + "…";
    }

    private static JsonNode json(String tail) {
        int at = tail.indexOf('{');
        if (at >= 0) {
            try {
                JsonNode json = JSON.readTree(tail.substring(at));
                return json == null ? JSON.createObjectNode() : json;
            } catch (JsonProcessingException e) {
                return JSON.createObjectNode(); // cut off or not JSON: a chapter without choices is still a chapter
            }
        }
        return JSON.createObjectNode();
    }
}
