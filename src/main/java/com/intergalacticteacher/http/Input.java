package com.intergalacticteacher.http;

import com.intergalacticteacher.event.Words;
import io.vertx.core.json.JsonArray;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a request, valid by the contract and under their names there: path, query and header parameters and
 * the properties of the body alike, so that a GET and a POST of the same thing are read alike.
 */
public final class Input {
    private static final String KEY = Input.class.getName();
    private final Map<String, @Nullable Object> fields;

    Input(Map<String, @Nullable Object> fields) {
        this.fields = fields;
    }

    /** There once the request has been found valid, which is before any handler of {@link Routes} runs. */
    public static Input of(RoutingContext context) {
        return Objects.requireNonNull(context.get(KEY));
    }

    void enter(RoutingContext context) {
        context.put(KEY, this);
    }

    /** Whether it was sent, be it as null. */
    public boolean has(String field) {
        return fields.containsKey(field);
    }

    /** A field that the contract requires or gives a default. */
    public long number(String field) {
        return Objects.requireNonNull(numberOrNull(field), field);
    }

    public @Nullable Long numberOrNull(String field) {
        return fields.get(field) instanceof Number number ? number.longValue() : null;
    }

    /** For a field whose maximum in the contract fits. */
    public @Nullable Integer intOrNull(String field) {
        return fields.get(field) instanceof Number number ? number.intValue() : null;
    }

    /** A field that the contract requires or gives a default. */
    public String text(String field) {
        return Objects.requireNonNull(textOrNull(field), field);
    }

    public @Nullable String textOrNull(String field) {
        return (String) fields.get(field);
    }

    /** Null where it was not sent. */
    public @Nullable List<String> textsOrNull(String field) {
        return fields.get(field) instanceof JsonArray array
                ? array.stream().map(String.class::cast).toList()
                : null;
    }

    /** An enum whose constants are the contract's words in upper case. */
    public <E extends Enum<E>> @Nullable E wordOrNull(String field, Class<E> words) {
        String word = textOrNull(field);
        return word == null ? null : Words.parse(words, word);
    }
}
