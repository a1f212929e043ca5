package com.intergalacticteacher.storyteller.openai;

import static com.intergalacticteacher.testing.ScriptedUpstream.chunk;
import static com.intergalacticteacher.testing.ScriptedUpstream.done;
import static com.intergalacticteacher.testing.ScriptedUpstream.end;
import static com.intergalacticteacher.testing.ScriptedUpstream.finish;
import static com.intergalacticteacher.testing.ScriptedUpstream.flood;
import static com.intergalacticteacher.testing.ScriptedUpstream.status;
import static com.intergalacticteacher.testing.ScriptedUpstream.text;
import static com.intergalacticteacher.testing.ScriptedUpstream.write;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.event.Choice;
import com.intergalacticteacher.event.Ending;
import com.intergalacticteacher.storyteller.Cuts;
import com.intergalacticteacher.storyteller.Heard;
import com.intergalacticteacher.storyteller.Requests;
import com.intergalacticteacher.storyteller.Storyteller;
import com.intergalacticteacher.storyteller.Telling;
import com.intergalacticteacher.testing.ScriptedUpstream.Exchange;
import com.intergalacticteacher.testing.ScriptedUpstream.Step;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetServer;
import io.vertx.core.parsetools.RecordParser;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpenAiStorytellerTest extends OpenAiFixture {
    private static final Ending ENDING = new Ending(
            "Mia's Star", "Where to?", List.of(new Choice(1, "Up"), new Choice(2, "Down")), List.of("courage"));

    @Test
    void tell_streamedAnswer_isStoryAndEnding() {
        upstream.then(
                text(""),
                text(" Once "),
                text("Zeph"),
                text("rin"),
                text("'s cat 😀 ran."),
                text(TAIL),
                finish("stop"),
                done());
        Heard heard = hear();
        assertThat(heard.ending()).isEqualTo(ENDING);
        assertThat(heard.text()).isEqualTo("Once Mia's cat 😀 ran.");
        assertThat(heard.pieces()).doesNotContain("");
        assertThat(heard.isElsewhere()).isFalse();
        assertThat(measured).first().isEqualTo("first");
        assertThat(measured.stream()
                        .filter(m -> m.startsWith("tokens"))
                        .mapToInt(m -> Integer.parseInt(m.substring(7)))
                        .sum())
                .isEqualTo(5);
    }

    @Test
    void tell_request_carriesModelKeyAndNoName() {
        upstream.then(text("Once."), done());
        hear(new Storyteller.Request(1, Requests.FIRST, "Then Mia said", null)).ending();
        Exchange exchange = Heard.get(upstream.exchange(0));
        JsonObject body = Heard.get(exchange.body());
        assertThat(exchange.request().path()).isEqualTo("/v1/chat/completions");
        assertThat(exchange.request().getHeader("authorization")).isEqualTo("Bearer sk-secret");
        assertThat(body.getString("model")).isEqualTo("m");
        assertThat(body.getBoolean("stream")).isTrue();
        assertThat(body.getJsonArray("messages").getJsonObject(0).getString("role"))
                .isEqualTo("system");
        assertThat(body.encode()).doesNotContain("Mia").contains("Then Zephrin said");
    }

    @Test
    void tell_httpChunksOfOneRead_areOnePiece() {
        String framed = Integer.toHexString(chunk(" word").length()) + "\r\n" + chunk(" word") + "\r\n";
        String answer = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n" + framed.repeat(20)
                + "e\r\ndata: [DONE]\n\n\r\n0\r\n\r\n";
        NetServer server = vertx.createNetServer().connectHandler(socket -> {
            RecordParser parser = RecordParser.newDelimited(
                    "\r\n\r\n", head -> socket.handler(body -> {}).write(answer));
            socket.handler(parser);
        });
        Heard.get(server.listen(0, "127.0.0.1"));
        Heard heard = Heard.by(
                vertx,
                storyteller(
                        URI.create("http://127.0.0.1:" + server.actualPort()),
                        Duration.ofSeconds(9),
                        Duration.ofSeconds(9)),
                Requests.first());
        heard.ending();
        assertThat(heard.pieces()).hasSizeLessThanOrEqualTo(2).last().asString().contains(" word word word");
        assertThat(heard.text()).isEqualTo(" word".repeat(20).strip());
        assertThat(measured).hasSizeLessThanOrEqualTo(3).contains("first");
    }

    @Test
    void tell_anyCutOfTheBytes_isTheSameStory() {
        String body = "\uFEFF: hi\r\n\r\n" + chunk("Grüße, ").replace("\n", "\r\n") + ": ping\r\n\r\n"
                + chunk("Zephrin 😀!").replace("\n", "\r\n") + chunk(TAIL) + "data: [DONE]\n\n";
        for (long seed = 0; seed < 10; seed++) {
            List<Step> steps = new ArrayList<>();
            Cuts.of(body.getBytes(UTF_8), seed).forEach(piece -> steps.add(write(Buffer.buffer(piece))));
            steps.add(end());
            upstream.then(steps.toArray(Step[]::new));
            Heard heard = hear();
            assertThat(heard.ending()).isEqualTo(ENDING);
            assertThat(heard.text()).isEqualTo("Grüße, Mia 😀!");
        }
    }

    @Test
    void tell_noDoneButAFinishReason_isWhole() {
        upstream.then(
                text("Once." + TAIL),
                finish("stop"),
                write("data: {\"choices\":[],\"usage\":{\"total_tokens\":9}}\n\n"),
                end());
        assertThat(hear().ending()).isEqualTo(ENDING);
    }

    @Test
    void tell_doneButTheBodyStaysOpen_endsAtOnceAndLetsGo() {
        upstream.then(text("Once." + TAIL), write("data: [DONE]\n\n"));
        assertThat(hear().ending()).isEqualTo(ENDING);
        Heard.get(Heard.get(upstream.exchange(0)).gone().future());
    }

    @Test
    void tell_noTail_hasNoChoicesAndTheThemeForATitle() {
        upstream.then(text("Once."), done());
        assertThat(hear().ending()).isEqualTo(new Ending("Space", null, List.of(), List.of()));
    }

    @Test
    void tell_wholeCompletionInsteadOfAStream_isTold() {
        String json = new JsonObject()
                .put(
                        "choices",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("message", new JsonObject().put("content", "Zephrin ran." + TAIL))
                                        .put("finish_reason", "stop")))
                .encode();
        upstream.then(status(200, Map.of("content-type", "application/json")), write(json), end());
        Heard heard = hear();
        assertThat(heard.ending()).isEqualTo(ENDING);
        assertThat(heard.text()).isEqualTo("Mia ran.");
    }

    @Test
    void tell_told_goesOnFromItsLastLetterWithoutRepeating() {
        upstream.then(text("be"), text("auti"), text("ful bird."), text(TAIL), done());
        Heard heard = hear(Requests.told("Mia saw a beau"));
        assertThat(heard.ending()).isEqualTo(ENDING);
        assertThat(heard.text()).isEqualTo("tiful bird.");
    }

    @Test
    void tell_toldThatBreaksOffInTheName_makesItWhole() {
        upstream.then(text("Zephrin sang."), done());
        Heard heard = hear(Requests.told("Off went Mi"));
        heard.ending();
        assertThat(heard.text()).isEqualTo("a sang.");
    }

    @Test
    void tell_told_nothingLeftToTell_isWhole() {
        upstream.then(text("end." + TAIL), done());
        Heard heard = hear(Requests.told("The end."));
        assertThat(heard.ending()).isEqualTo(ENDING);
        assertThat(heard.text()).isEmpty();
    }

    @Test
    void tell_lengthAtTheEndOfASentence_isWhole() {
        upstream.then(text("Once. Twice."), finish("length"), done());
        assertThat(hear().ending().choices()).isEmpty();
    }

    @Test
    void tell_lengthInTheTail_isWhole() {
        upstream.then(text("Once upon a time\n\n===CHOICES===\n{\"title\":"), finish("length"), done());
        Heard heard = hear();
        assertThat(heard.ending().title()).isEqualTo("Space");
        assertThat(heard.text()).isEqualTo("Once upon a time");
    }

    @Test
    void tell_connection_isUsedAgain() {
        upstream.then(text("Once."), done());
        hear().ending();
        Promise<Void> turn = Promise.promise();
        vertx.runOnContext(v -> turn.complete());
        Heard.get(turn.future());
        hear().ending();
        assertThat(upstream.requests()).isEqualTo(2);
        assertThat(upstream.open()).isZero();
    }

    @Test
    void pause_floodOfText_stopsReadingUntilResumed() {
        int times = 1000;
        Buffer piece = Buffer.buffer(chunk("x".repeat(8 * 1024)));
        upstream.then(flood(piece, times), done());
        Heard paused = Heard.by(vertx, storyteller, Requests.first(), Telling::pause);
        Heard control = hear();
        control.ending();
        assertThat(control.text()).hasSize(times * 8 * 1024);
        assertThat(paused.pieces()).isEmpty();
        assertThat(paused.isOver()).isFalse();
        long total = (long) piece.length() * times;
        assertThat(Heard.get(upstream.exchange(0)).bytes().get()
                        + Heard.get(upstream.exchange(1)).bytes().get())
                .isBetween(total, total * 2 - total / 8);
        paused.act(Telling::resume);
        paused.ending();
        assertThat(paused.text()).hasSize(times * 8 * 1024);
    }
}
