package com.intergalacticteacher.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;

/** The one JSON shape of events and briefs, shared by journal, bus, SSE and the browser. Thread-safe. */
public final class EventJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private EventJson() {}

    public static String encode(Object value) {
        return unchecked(() -> MAPPER.writeValueAsString(value));
    }

    /** The same in UTF-8. */
    public static byte[] encodeBytes(Object value) {
        return unchecked(() -> MAPPER.writeValueAsBytes(value));
    }

    /** Unknown fields are passed over: a newer node may have written them. */
    public static <T> T decode(String json, Class<T> type) {
        return unchecked(() -> MAPPER.readValue(json, type));
    }

    private interface Mapping<T> {
        T map() throws JsonProcessingException;
    }

    private static <T> T unchecked(Mapping<T> mapping) {
        try {
            return mapping.map();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
