package com.intergalacticteacher.storyteller.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.intergalacticteacher.storyteller.Cuts;
import com.intergalacticteacher.storyteller.openai.Decoder.State;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecoderTest {
    private static final ObjectMapper RAW = new ObjectMapper();
    private static final ObjectMapper ESCAPED =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    private static final String[] SHAPES = {
        "{\"id\":\"c1\",\"created\":17,\"choices\":[{\"index\":0,\"delta\":{\"content\":%s},\"finish_reason\":null}]}",
        "{\"choices\":[{\"delta\":{\"role\":\"assistant\",\"reasoning_content\":\"hm\",\"content\":%s}}],\"usage\":null}",
        "{ \"choices\" : [ { \"finish_reason\":null, \"delta\" : { \"content\" : %s , \"x\":[1,{\"content\":\"no\"}]} } ] }",
        "{\"content\":\"no\",\"delta\":{\"content\":\"no\"},\"choices\":[{\"delta\":{\"content\":%s}}]}",
    };

    @Property(tries = 1500, seed = "20261122")
    void feed_anyTextAnyCut_isWhatWasEncoded(
            @ForAll("texts") List<String> texts,
            @ForAll boolean escaped,
            @ForAll("lineEnds") String lineEnd,
            @ForAll("shapes") String shape,
            @ForAll long seed)
            throws IOException {
        StringBuilder body = new StringBuilder();
        for (String text : texts) {
            String json = (escaped ? ESCAPED : RAW).writeValueAsString(text);
            body.append("data: ")
                    .append(shape.replace("%s", json))
                    .append(lineEnd)
                    .append(lineEnd);
        }
        body.append("data: [DONE]").append(lineEnd).append(lineEnd);
        Decoded decoded = decode(body.toString().getBytes(UTF_8), seed);
        assertThat(decoded.text).isEqualTo(String.join("", texts));
        assertThat(decoded.decoder.state()).isEqualTo(State.DONE);
        assertThat(decoded.decoder.takeTokens())
                .isEqualTo((int) texts.stream().filter(text -> !text.isEmpty()).count());
    }

    @Property(tries = 1500, seed = "20261122")
    void append_anyJsonString_isAsTheParserReadsIt(@ForAll("jsonStrings") String inside) throws IOException {
        byte[] json = ("\"" + inside + "\"").getBytes(UTF_8);
        int end = JsonText.end(json, 1, json.length);
        StringBuilder out = new StringBuilder("before");
        boolean isRead = end >= 0 && JsonText.append(json, 1, end, out);
        String parsed;
        try {
            parsed = RAW.readValue(json, 0, end < 0 ? json.length : end + 1, String.class);
        } catch (IOException e) {
            assertThat(isRead).isFalse();
            assertThat(out).hasToString("before");
            return;
        }
        if (isRead) {
            assertThat(out).hasToString("before" + parsed);
        } else {
            assertThat(parsed).as("only what is in doubt is left to the parser").contains("\uFFFD");
        }
    }

    @Example
    void feed_alikeEvents_areRecognisedWithoutAParser() {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            body.append("data: ")
                    .append(SHAPES[0].replace("%s", "\"\\ud83d\\ude00 " + i + "\""))
                    .append("\n\n");
        }
        Decoded decoded = decodeWhole(body.toString());
        assertThat(decoded.decoder.recognised()).isEqualTo(99);
        assertThat(decoded.text).startsWith("😀 0😀 1").endsWith("😀 99");
    }

    @Test
    void feed_finishAfterAlikeEvents_isSeen() {
        String delta = "data: " + SHAPES[0].replace("%s", "\"a\"") + "\n\n";
        Decoded decoded = decodeWhole(delta + delta
                + "data: {\"id\":\"c1\",\"created\":17,\"choices\":[{\"index\":0,\"delta\":{\"content\":\"b\"},\"finish_reason\":\"length\"}]}\n\n"
                + "data: {\"choices\":[],\"usage\":{\"completion_tokens\":3}}\n\n");
        assertThat(decoded.text).isEqualTo("aab");
        assertThat(decoded.decoder.finish()).isEqualTo("length");
        assertThat(decoded.decoder.state()).isEqualTo(State.READING);
    }

    @Test
    void feed_multiLineDataCommentsAndOtherFields_areReadAsTheSpecificationSays() {
        Decoded decoded =
                decodeWhole("\uFEFF: hello\n\nid: 7\nevent: message\nretry: 10\ndata: {\"choices\":[{\"delta\":\n"
                        + "data:{\"content\":\"ha\"}}\ndata: ]}\n: ping\n\ndatax: no\n\ndata\n\n");
        assertThat(decoded.text).isEqualTo("ha");
        assertThat(decoded.decoder.state()).isEqualTo(State.READING);
    }

    @Test
    void feed_alikeEventWithAnotherDataLine_isNotTakenForTheWhole() {
        String delta = "data: " + SHAPES[0].replace("%s", "\"a\"") + "\n\n";
        Decoded decoded = decodeWhole(delta + delta.replace("\n\n", "\ndata: {}\n\n"));
        assertThat(decoded.text).isEqualTo("a");
        assertThat(decoded.decoder.state()).isEqualTo(State.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data: {\"choices\":[{\"delta\":{\"role\":\"assistant\"}}]}\n\n",
                "data: {\"choices\":[{\"delta\":{\"content\":null}}]}\n\n",
                "data: {\"choices\":[{\"delta\":{\"content\":\"\"}}]}\n\n",
                "data: {\"choices\":[{\"delta\":{\"reasoning_content\":\"hm\"}}]}\n\n",
                "data: {\"choices\":[{\"index\":0,\"delta\":null}]}\n\n",
                ": keep-alive\n\n",
                "\r\n\r\n",
            })
    void feed_nothingToTell_isNoToken(String body) {
        Decoded decoded = decodeWhole(body);
        assertThat(decoded.text).isEmpty();
        assertThat(decoded.decoder.takeTokens()).isZero();
        assertThat(decoded.decoder.state()).isEqualTo(State.READING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data: {\"error\":{\"message\":\"overloaded\",\"code\":529}}\n\n",
                "data: {\"error\":\"overloaded\"}\n\n",
                "data: {\"object\":\"error\",\"message\":\"overloaded\"}\n\n",
                "event: error\ndata: {\"message\":\"overloaded\"}\n\n",
            })
    void feed_anError_isSeen(String body) {
        assertThat(decodeWhole(body).decoder.state()).isEqualTo(State.ERROR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"data: {\"choices\":[\n\n", "data: hello\n\n", "data: {} {}\n\n", "data: [1]\n\n"})
    void feed_whatIsNoChunk_isMalformed(String body) {
        assertThat(decodeWhole(body).decoder.state()).isEqualTo(State.MALFORMED);
    }

    @Test
    void feed_anEndlessLine_isMalformedOnceItIsTooLong() {
        Decoder decoder = new Decoder(new StringBuilder(), true);
        Buffer piece = Buffer.buffer("x".repeat(64 * 1024));
        decoder.feed(Buffer.buffer("data: "));
        for (int i = 0; i < 15; i++) {
            decoder.feed(piece);
        }
        assertThat(decoder.state()).isEqualTo(State.READING);
        decoder.feed(piece);
        assertThat(decoder.state()).isEqualTo(State.MALFORMED);
    }

    @Test
    void feed_endlessDataLines_areMalformedOnceTheyAreTooLong() {
        Decoder decoder = new Decoder(new StringBuilder(), true);
        Buffer piece = Buffer.buffer("data: " + "x".repeat(64 * 1024) + "\n");
        for (int i = 0; i < 16; i++) {
            decoder.feed(piece);
        }
        assertThat(decoder.state()).isEqualTo(State.MALFORMED);
    }

    @Test
    void end_lastEventWithoutBlankLine_isRead() {
        Decoder decoder = new Decoder(new StringBuilder(), true);
        decoder.feed(Buffer.buffer("data: [DONE]"));
        assertThat(decoder.state()).isEqualTo(State.READING);
        decoder.end();
        assertThat(decoder.state()).isEqualTo(State.DONE);
    }

    @Test
    void end_wholeCompletion_isRead() {
        StringBuilder text = new StringBuilder();
        Decoder decoder = new Decoder(text, false);
        decoder.feed(Buffer.buffer("{\n\"choices\":[{\"message\":{\"content\":\"All at"));
        decoder.feed(Buffer.buffer(" once.\"},\"finish_reason\":\"stop\"}]}\n"));
        decoder.end();
        assertThat(text).hasToString("All at once.");
        assertThat(decoder.finish()).isEqualTo("stop");
    }

    @Provide
    Arbitrary<List<String>> texts() {
        Arbitrary<String> words = Arbitraries.of(
                " once",
                "",
                "\n\n",
                "\"quoted\"",
                "\\",
                "\\\"",
                "é",
                "😀",
                "\u2028",
                "data: x",
                "</s>",
                "\u0001",
                "\"content\":\"");
        Arbitrary<String> any = Arbitraries.strings().ofMaxLength(12).filter(DecoderTest::isEncodable);
        return Arbitraries.oneOf(words, any).list().ofMaxSize(12);
    }

    @Provide
    Arbitrary<String> jsonStrings() {
        return Arbitraries.of(
                        "a",
                        " ",
                        "\\n",
                        "\\\"",
                        "\\\\",
                        "\\/",
                        "\\u00e9",
                        "\\ud83d\\ude00",
                        "\\ud83d",
                        "\\u12",
                        "\\x",
                        "é",
                        "😀",
                        "\"",
                        "\\",
                        "\t",
                        "\uFFFD",
                        "\\b\\f\\r\\t",
                        "\\u+123",
                        "\\uABCD")
                .list()
                .ofMaxSize(8)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<String> lineEnds() {
        return Arbitraries.of("\n", "\r\n", "\r");
    }

    @Provide
    Arbitrary<String> shapes() {
        return Arbitraries.of(SHAPES);
    }

    private static boolean isEncodable(String text) {
        return UTF_8.newEncoder().canEncode(text);
    }

    private record Decoded(Decoder decoder, String text) {}

    private static Decoded decodeWhole(String body) {
        StringBuilder text = new StringBuilder();
        Decoder decoder = new Decoder(text, true);
        decoder.feed(Buffer.buffer(body));
        return new Decoded(decoder, text.toString());
    }

    private static Decoded decode(byte[] body, long seed) {
        StringBuilder text = new StringBuilder();
        Decoder decoder = new Decoder(text, true);
        Cuts.of(body, seed).forEach(piece -> decoder.feed(Buffer.buffer(piece)));
        decoder.end();
        return new Decoded(decoder, text.toString());
    }
}
