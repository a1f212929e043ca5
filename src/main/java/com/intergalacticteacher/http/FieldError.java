package com.intergalacticteacher.http;

import org.jspecify.annotations.Nullable;

/**
 * What is wrong with one field of a request.
 *
 * @param field its name in the query, path or headers, or its path in the body, as in {@code interests[2]}
 * @param value what was sent, shortened; null where nothing was sent or where it is a secret
 * @param expected in words
 */
public record FieldError(String field, @Nullable Object value, String expected) {
    private static final int SHOWN = 80;

    /** An error that shows a value however long; anything but a short scalar is shown as shortened text. */
    public static FieldError of(String field, @Nullable Object value, String expected) {
        return new FieldError(field, shortened(value), expected);
    }

    private static @Nullable Object shortened(@Nullable Object value) {
        if (value == null || value instanceof Number || value instanceof Boolean) {
            return value;
        }
        String text = value.toString();
        return text.codePointCount(0, text.length()) <= SHOWN
                ? text
                : text.substring(0, text.offsetByCodePoints(0, SHOWN - 1)) + "…";
    }
}
