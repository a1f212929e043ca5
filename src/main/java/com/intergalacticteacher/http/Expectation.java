package com.intergalacticteacher.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Collectors;

/** A schema in words, for whoever sent something else. */
final class Expectation {
    /** A pattern says nothing to a reader, so the schema that has one carries these words beside it. */
    private static final String GIVEN = "x-expected";

    private Expectation() {}

    static String of(JsonObject schema) {
        if (schema.containsKey(GIVEN)) {
            return schema.getString(GIVEN);
        }
        if (schema.containsKey("enum")) {
            return schema.getJsonArray("enum").stream()
                    .map(String::valueOf)
                    .collect(Collectors.joining(", ", "one of ", ""));
        }
        List<String> types = types(schema);
        String words = words(schema, types.get(0));
        return types.contains("null") ? words + ", or null" : words;
    }

    private static List<String> types(JsonObject schema) {
        return schema.getValue("type") instanceof JsonArray several
                ? several.stream().map(String.class::cast).toList()
                : List.of(schema.getString("type", "any"));
    }

    private static String words(JsonObject schema, String type) {
        return switch (type) {
            case "integer" -> "an integer" + range(schema, "minimum", "maximum", "");
            case "string" -> "a text" + range(schema, "minLength", "maxLength", " characters");
            case "array" -> "a list" + range(schema, "minItems", "maxItems", " items");
            case "object" ->
                schema.containsKey("minProperties")
                        ? "an object of at least " + schema.getInteger("minProperties") + " field"
                        : "an object";
            default -> "a value of type " + type;
        };
    }

    private static String range(JsonObject schema, String least, String most, String unit) {
        Object from = schema.getValue(least);
        Object to = schema.getValue(most);
        if (from != null && to != null) {
            return unit.isEmpty() ? " from " + from + " to " + to : " of " + from + " to " + to + unit;
        }
        if (from != null) {
            return " of at least " + from + unit;
        }
        return to == null ? "" : " of at most " + to + unit;
    }
}
