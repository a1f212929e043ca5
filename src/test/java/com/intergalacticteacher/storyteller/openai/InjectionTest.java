package com.intergalacticteacher.storyteller.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.intergalacticteacher.event.Brief;
import com.intergalacticteacher.event.ReadingLevel;
import com.intergalacticteacher.storyteller.Storyteller;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a family types, the model gets as quoted data: the rules before it stay as they are, word for word. */
class InjectionTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RULES = messages("interests", "stars").get(0).content();

    private record Injection(String id, String field, String text) {
        @Override
        public String toString() {
            return id;
        }
    }

    @ParameterizedTest
    @MethodSource("injections")
    void messages_injection_isQuotedDataAndChangesNoRule(Injection injection) throws IOException {
        List<Prompt.Message> messages = messages(injection.field, injection.text);

        assertThat(messages).extracting(Prompt.Message::role).containsExactly("system", "user");
        assertThat(messages.get(0).content()).isEqualTo(RULES);
        String[] user = messages.get(1).content().split("</?family_data>", -1);
        assertThat(user).hasSize(3);
        assertThat(user[0]).isEqualTo("Tell the first chapter of a new story.\n");
        assertThat(user[2]).isEmpty();
        JsonNode data = JSON.readTree(user[1]);
        assertThat(user[1].strip()).doesNotContain("\n", "<", ">");
        switch (injection.field) {
            case "theme" -> assertThat(data.get("theme").asText()).isEqualTo(injection.text);
            case "title" -> assertThat(data.get("title").asText()).isEqualTo(injection.text);
            case "idea" -> assertThat(data.get("childs_own_idea").asText()).isEqualTo(injection.text);
            case "interests" ->
                assertThat(data.get("interests").get(0).asText()).isEqualTo(injection.text);
            default -> assertThat(messages.get(1).content()).doesNotContain(injection.text);
        }
    }

    private static List<Prompt.Message> messages(String field, String text) {
        String name = field.equals("name") ? text : "Q";
        List<String> interests = field.equals("interests") ? List.of(text) : List.of();
        Brief.Hero child = new Brief.Hero(name, 7, ReadingLevel.BEGINNER, "en", interests);
        Brief brief = new Brief(
                child,
                field.equals("theme") ? text : "space",
                field.equals("title") ? text : null,
                1,
                null,
                field.equals("idea") ? text : null,
                List.of());
        Storyteller.Request request = new Storyteller.Request(1, brief, "", null);
        return Prompt.messages(request, Prompt.standIn(request));
    }

    static Stream<Injection> injections() throws IOException {
        try (InputStream in = InjectionTest.class.getResourceAsStream("/safety/injections.jsonl")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().map(InjectionTest::injection);
        }
    }

    private static Injection injection(String line) {
        try {
            JsonNode node = JSON.readTree(line);
            return new Injection(
                    node.get("id").asText(),
                    node.get("field").asText(),
                    node.get("text").asText());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
