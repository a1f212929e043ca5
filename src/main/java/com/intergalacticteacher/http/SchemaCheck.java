package com.intergalacticteacher.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.SchemaRepository;
import io.vertx.json.schema.Validator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A schema of the contract: tells of a value whether it fits, and of one that does not which of its fields are to
 * blame. Made once at the start, because a validator copies the whole contract's schemas.
 */
final class SchemaCheck {
    /** The name of the whole body, where no field of it is to blame. */
    static final String BODY = "body";

    /** UTF-16 units of a character, at most. */
    private static final int UNITS = 2;

    private final Validator validator;
    private final Map<String, SchemaCheck> properties = new TreeMap<>();
    private final List<String> required;
    private final @Nullable SchemaCheck items;
    private final boolean isClosed;
    private final long maxUnits;
    private final boolean isSecret;
    private final String words;

    SchemaCheck(JsonObject schema, SchemaRepository schemas) {
        validator = schemas.validator(JsonSchema.of(schema));
        JsonObject named = schema.getJsonObject("properties", new JsonObject());
        for (String name : named.fieldNames()) {
            if (JsonSchema.EXCLUDE_ANNOTATIONS.test(name)) {
                properties.put(name, new SchemaCheck(named.getJsonObject(name), schemas));
            }
        }
        required = schema.getJsonArray("required", new JsonArray()).stream()
                .map(String.class::cast)
                .toList();
        items = schema.containsKey("items") ? new SchemaCheck(schema.getJsonObject("items"), schemas) : null;
        isClosed = Boolean.FALSE.equals(schema.getValue("additionalProperties"));
        maxUnits = schema.containsKey("maxLength") ? UNITS * schema.getLong("maxLength") : Long.MAX_VALUE;
        isSecret = "password".equals(schema.getString("format"));
        words = Expectation.of(schema);
    }

    /**
     * Adds what is wrong with a value to the errors; nothing if it fits. What is inside is checked first, and a text
     * that is far too long not at all, because a pattern may take its length squared.
     */
    void check(String field, @Nullable Object value, List<FieldError> errors) {
        int before = errors.size();
        if (value instanceof String text && text.length() > maxUnits) {
            errors.add(error(field, value));
        } else if (value instanceof JsonObject object) {
            checkProperties(field, object, errors);
        } else if (value instanceof JsonArray array && items != null) {
            for (int i = 0; i < array.size(); i++) {
                items.check(field + "[" + i + "]", array.getValue(i), errors);
            }
        }
        if (errors.size() == before
                && !Boolean.TRUE.equals(validator.validate(value).getValid())) {
            errors.add(error(field, value));
        }
    }

    private void checkProperties(String field, JsonObject object, List<FieldError> errors) {
        for (String name : required) {
            if (!object.containsKey(name)) {
                errors.add(missing(path(field, name), name));
            }
        }
        for (String name : object.fieldNames()) {
            SchemaCheck property = properties.get(name);
            if (property != null) {
                property.check(path(field, name), object.getValue(name), errors);
            } else if (isClosed) {
                // Its value is not shown: a misspelt password is still one.
                errors.add(new FieldError(path(field, name), null, "one of " + String.join(", ", properties.keySet())));
            }
        }
    }

    private FieldError missing(String field, String name) {
        SchemaCheck property = properties.get(name);
        return new FieldError(field, null, property == null ? "a value" : property.words);
    }

    /** The fields of the body stand by their own names: there is no other object around them. */
    private static String path(String parent, String name) {
        return parent.equals(BODY) ? name : parent + "." + name;
    }

    FieldError error(String field, @Nullable Object value) {
        return error(field, value, words);
    }

    FieldError error(String field, @Nullable Object value, String expected) {
        return FieldError.of(field, isSecret ? null : value, expected);
    }
}
