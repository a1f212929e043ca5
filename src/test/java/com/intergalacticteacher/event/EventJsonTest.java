package com.intergalacticteacher.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventJsonTest {
    private static final ObjectMapper TREES = new ObjectMapper();

    @ParameterizedTest
    @MethodSource("files")
    void goldenEvent_readAndWritten_isTheSame(String file) throws JsonProcessingException {
        String golden = GoldenEvents.all().get(file);
        StoryEvent event = EventJson.decode(golden, StoryEvent.class);

        assertThat(tree(EventJson.encode(event))).isEqualTo(tree(golden));
        assertThat(EventJson.decode(EventJson.encode(event), StoryEvent.class)).isEqualTo(event);
    }

    @ParameterizedTest
    @MethodSource("files")
    void goldenEvent_isTerminal_onlyAtTheEnd(String file) {
        StoryEvent event = EventJson.decode(GoldenEvents.all().get(file), StoryEvent.class);
        assertThat(event.isTerminal()).isEqualTo(file.startsWith("complete") || file.startsWith("error-"));
    }

    static Stream<String> files() {
        return GoldenEvents.all().keySet().stream();
    }

    @Test
    void everyEvent_hasAGoldenFile() {
        List<String> golden = GoldenEvents.all().values().stream()
                .map(json -> EventJson.decode(json, StoryEvent.class).getClass().getSimpleName())
                .toList();
        assertThat(golden).containsAll(variants().map(Class::getSimpleName).toList());
    }

    @Test
    void everyErrorCode_hasAGoldenFile_withItsWords() {
        List<StoryEvent> golden = GoldenEvents.all().values().stream()
                .map(json -> EventJson.decode(json, StoryEvent.class))
                .toList();
        assertThat(golden)
                .containsAll(
                        Arrays.stream(ErrorCode.values()).map(ErrorCode::event).toList());
    }

    @Test
    void everyEvent_isNamedOnce() {
        assertThat(variants().map(type -> type.getAnnotation(JsonTypeName.class).value()))
                .doesNotHaveDuplicates()
                .hasSize(8);
    }

    @Test
    void encode_lineBreaksInText_staysOnOneLine() {
        String json = EventJson.encode(new StoryEvent.Content("one\ntwo\r\nthree\u2028four\u0000", 0));
        assertThat(json.lines()).hasSize(1);
    }

    @Test
    void decode_fieldOfANewerNode_isPassedOver() {
        String json = "{\"type\":\"revision\",\"keep\":3,\"reason\":\"x\",\"mood\":\"new\"}";
        assertThat(EventJson.decode(json, StoryEvent.class)).isEqualTo(new StoryEvent.Revision(3, "x"));
    }

    @Test
    void decode_unknownType_fails() {
        assertThatThrownBy(() -> EventJson.decode("{\"type\":\"banana\"}", StoryEvent.class))
                .isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void brief_writtenAndRead_isTheSame() {
        Brief brief = new Brief(
                new Brief.Hero("Zoë", 6, ReadingLevel.BEGINNER, "pt-BR", List.of("sea", "stars")),
                "ocean",
                "The Deep",
                2,
                "Dive",
                null,
                List.of(new Brief.Previous(1, "Once.", null)));
        assertThat(EventJson.decode(EventJson.encode(brief), Brief.class)).isEqualTo(brief);
    }

    private static Stream<Class<?>> variants() {
        return Arrays.stream(StoryEvent.class.getPermittedSubclasses());
    }

    private static JsonNode tree(String json) throws JsonProcessingException {
        return TREES.readTree(json);
    }
}
