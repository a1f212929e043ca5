package com.intergalacticteacher.storyteller.openai;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** One chunk of a chat completion, or a whole one, as far as a story needs it. Other fields are passed over. */
final class Chunk {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .build();

    private final StringBuilder text = new StringBuilder();
    private @Nullable String finish;
    private boolean isError;
    private int contents;
    private int choices;
    private int contentAt = -1;

    /** @throws IOException if it is not one JSON object */
    static Chunk of(byte[] json, int from, int to) throws IOException {
        Chunk chunk = new Chunk();
        try (JsonParser parser = JSON.createParser(json, from, to - from)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("not an object");
            }
            chunk.root(parser);
            if (parser.nextToken() != null) {
                throw new IOException("more than one object");
            }
        }
        return chunk;
    }

    /** The text of {@code choices[0].delta.content}, or {@code message.content} of a whole completion. */
    String text() {
        return text.toString();
    }

    @Nullable
    String finish() {
        return finish;
    }

    boolean isError() {
        return isError;
    }

    /** Where the inside of the content string begins, if all the chunk brings is that one string; else -1. */
    int contentAt() {
        return contents == 1 && choices == 1 && finish == null && !isError ? contentAt : -1;
    }

    private void root(JsonParser parser) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            JsonToken value = parser.nextToken();
            if (field.equals("choices") && value == JsonToken.START_ARRAY) {
                choices(parser);
            } else {
                isError |= field.equals("error") && value != JsonToken.VALUE_NULL;
                isError |= field.equals("object") && value == JsonToken.VALUE_STRING && isNamed(parser, "error");
                parser.skipChildren();
            }
        }
    }

    private static boolean isNamed(JsonParser parser, String name) throws IOException {
        return parser.getText().equals(name);
    }

    private void choices(JsonParser parser) throws IOException {
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token == null) {
                throw new IOException("cut off");
            }
            if (token == JsonToken.START_OBJECT && choices++ == 0) {
                choice(parser);
            } else {
                parser.skipChildren();
            }
        }
    }

    private void choice(JsonParser parser) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            JsonToken value = parser.nextToken();
            if ((field.equals("delta") || field.equals("message")) && value == JsonToken.START_OBJECT) {
                delta(parser);
            } else if (field.equals("finish_reason") && value == JsonToken.VALUE_STRING) {
                finish = parser.getText();
            } else {
                parser.skipChildren();
            }
        }
    }

    private void delta(JsonParser parser) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            JsonToken value = parser.nextToken();
            if (field.equals("content") && value == JsonToken.VALUE_STRING) {
                contents++;
                contentAt = (int) parser.currentTokenLocation().getByteOffset() + 1;
                text.append(parser.getText());
            } else {
                parser.skipChildren();
            }
        }
    }
}
