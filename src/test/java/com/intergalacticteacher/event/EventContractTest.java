package com.intergalacticteacher.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.intergalacticteacher.bus.Stage;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.SchemaRepository;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code openapi.yaml} says of events and what is sent are the same. */
class EventContractTest {
    private static final String BASE = "app://contract/";
    private static final JsonObject CONTRACT = contract();
    private static final Validator EVENTS = validator();

    @ParameterizedTest
    @MethodSource("files")
    void goldenEvent_isOneOfTheContract(String file) {
        OutputUnit result = EVENTS.validate(new JsonObject(GoldenEvents.all().get(file)));
        assertThat(result.getValid()).as("%s", result.getErrors()).isTrue();
    }

    /** The contract is open, so that a field it does not know would pass unseen. */
    @ParameterizedTest
    @MethodSource("files")
    void goldenEvent_hasNoFieldTheContractDoesNotName(String file) {
        JsonObject event = new JsonObject(GoldenEvents.all().get(file));
        String pointer = schema("StoryEvent")
                .getJsonObject("discriminator")
                .getJsonObject("mapping")
                .getString(event.getString("type"));
        assertNamed(event, resolve(new JsonObject().put("$ref", pointer)));
    }

    static Stream<String> files() {
        return GoldenEvents.all().keySet().stream();
    }

    @Test
    void validator_refusesWhatIsNoEvent() {
        assertThat(isValid("{\"type\":\"content\",\"chunk\":\"\",\"offset\":0}"))
                .isFalse();
        assertThat(isValid("{\"type\":\"content\",\"chunk\":\"a\"}")).isFalse();
        assertThat(isValid("{\"type\":\"banana\"}")).isFalse();
    }

    @Test
    void words_areThoseOfTheContract() {
        assertWords(property("NodeEvent", "node"), WorkflowNode.values());
        assertWords(property("NodeEvent", "status"), NodeStatus.values());
        assertWords(property("SafetyCheckEvent", "status"), Verdict.values());
        assertWords(property("ErrorEvent", "error_code"), ErrorCode.values());
        assertWords(schema("ReadingLevel"), ReadingLevel.values());
        assertWords(schema("Granularity"), Granularity.values());
    }

    @Test
    void progress_speaksOfEveryStage() {
        JsonObject step = property("ProgressEvent", "progress");
        List<String> words = words(step.getJsonObject("properties").getJsonObject("stage"));
        assertThat(words)
                .containsAll(Arrays.stream(Stage.values()).map(Stage::id).toList());
    }

    private static boolean isValid(String json) {
        return EVENTS.validate(new JsonObject(json)).getValid();
    }

    private static void assertNamed(Object value, JsonObject schema) {
        if (value instanceof JsonObject object) {
            JsonObject properties = schema.getJsonObject("properties");
            assertThat(properties.fieldNames()).containsAll(object.fieldNames());
            object.forEach(field -> assertNamed(field.getValue(), resolve(properties.getJsonObject(field.getKey()))));
        } else if (value instanceof JsonArray array) {
            array.forEach(item -> assertNamed(item, resolve(schema.getJsonObject("items"))));
        }
    }

    private static void assertWords(JsonObject schema, Enum<?>[] values) {
        assertThat(words(schema))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(values)
                        .map(value -> EventJson.encode(value).replace("\"", ""))
                        .toList());
    }

    private static List<String> words(JsonObject schema) {
        return schema.getJsonArray("enum").stream().map(String::valueOf).toList();
    }

    private static JsonObject property(String schema, String name) {
        return schema(schema).getJsonObject("properties").getJsonObject(name);
    }

    private static JsonObject schema(String name) {
        return CONTRACT.getJsonObject("components").getJsonObject("schemas").getJsonObject(name);
    }

    private static JsonObject resolve(JsonObject schema) {
        String pointer = schema.getString("$ref");
        return pointer == null ? schema : schema(pointer.substring(pointer.lastIndexOf('/') + 1));
    }

    private static Validator validator() {
        JsonSchemaOptions options = new JsonSchemaOptions()
                .setBaseUri(BASE)
                .setDraft(Draft.DRAFT202012)
                .setOutputFormat(OutputFormat.Basic);
        SchemaRepository repository = SchemaRepository.create(options);
        repository.dereference(BASE + "openapi", JsonSchema.of(CONTRACT));
        return repository.validator(
                JsonSchema.of(new JsonObject().put("$ref", BASE + "openapi#/components/schemas/StoryEvent")));
    }

    @SuppressWarnings("unchecked")
    private static JsonObject contract() {
        try (InputStream yaml = Objects.requireNonNull(EventContractTest.class.getResourceAsStream("/openapi.yaml"))) {
            return new JsonObject((Map<String, Object>) new ObjectMapper(new YAMLFactory()).readValue(yaml, Map.class));
        } catch (IOException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
