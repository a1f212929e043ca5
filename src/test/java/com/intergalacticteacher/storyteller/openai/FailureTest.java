package com.intergalacticteacher.storyteller.openai;

import static com.intergalacticteacher.testing.ScriptedUpstream.await;
import static com.intergalacticteacher.testing.ScriptedUpstream.done;
import static com.intergalacticteacher.testing.ScriptedUpstream.end;
import static com.intergalacticteacher.testing.ScriptedUpstream.finish;
import static com.intergalacticteacher.testing.ScriptedUpstream.reset;
import static com.intergalacticteacher.testing.ScriptedUpstream.status;
import static com.intergalacticteacher.testing.ScriptedUpstream.text;
import static com.intergalacticteacher.testing.ScriptedUpstream.write;
import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.storyteller.Heard;
import com.intergalacticteacher.storyteller.Requests;
import com.intergalacticteacher.storyteller.StorytellerException;
import com.intergalacticteacher.storyteller.StorytellerException.Kind;
import com.intergalacticteacher.storyteller.Telling;
import io.vertx.core.Promise;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailureTest extends OpenAiFixture {
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final Duration LONG = Duration.ofSeconds(20);

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 302})
    void tell_refused_isUnavailableWithoutRetry(int status) {
        upstream.then(status(status, Map.of("location", "/elsewhere")), end());
        StorytellerException failure = hear().failure();
        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(failure).hasMessageContaining(String.valueOf(status));
        assertThat(upstream.requests()).isEqualTo(1);
        assertThat(measured).containsExactly("error UNAVAILABLE");
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void tell_overloadedOnce_isToldAtTheSecondTry(int status) {
        upstream.then(status(status, Map.of("retry-after", "0.3")), end()).then(text("Once."), done());
        Heard heard = hear();
        heard.ending();
        assertThat(heard.text()).isEqualTo("Once.");
        assertThat(upstream.requests()).isEqualTo(2);
    }

    @Test
    void tell_overloadedForGood_isUnavailableAfterThreeTries() {
        upstream.then(status(503, Map.of()), end());
        assertThat(hear().failure().kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(upstream.requests()).isEqualTo(3);
        assertThat(measured).containsExactly("error UNAVAILABLE");
    }

    @Test
    void tell_retryAfterTooLong_isUnavailableAtOnce() {
        upstream.then(status(429, Map.of("retry-after", "60")), end());
        assertThat(hear().failure().kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(upstream.requests()).isEqualTo(1);
    }

    @Test
    void tell_nobodyThere_isUnavailable() throws IOException {
        URI nowhere;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nowhere = URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/v1");
        }
        Heard heard = Heard.by(vertx, storyteller(nowhere, LONG, LONG), Requests.first());
        assertThat(heard.failure().kind()).isEqualTo(Kind.UNAVAILABLE);
    }

    @Test
    void tell_cutBeforeAnyText_isToldAtTheNextTry() {
        upstream.then(reset()).then(text(""), reset()).then(text("Once."), done());
        Heard heard = hear();
        heard.ending();
        assertThat(heard.text()).isEqualTo("Once.");
        assertThat(upstream.requests()).isEqualTo(3);
    }

    @Test
    void tell_cutAfterText_isBrokenWithoutRetry() {
        Promise<Void> signal = Promise.promise();
        upstream.then(text("Once upon"), await(signal.future()), reset());
        storyteller = storyteller(upstream.base(), LONG, LONG);
        Heard heard = Heard.by(
                vertx,
                (request, onText) -> storyteller.tell(request, piece -> {
                    onText.accept(piece);
                    signal.tryComplete();
                }),
                Requests.first());
        assertThat(heard.failure().kind()).isEqualTo(Kind.BROKEN);
        assertThat(heard.text()).isEqualTo("Once upon");
        assertThat(upstream.requests()).isEqualTo(1);
        assertThat(measured).last().isEqualTo("error BROKEN");
    }

    @Test
    void tell_bodyEndsWithoutAnEnd_isBroken() {
        upstream.then(text("Once upon"), end());
        assertThat(hear().failure().kind()).isEqualTo(Kind.BROKEN);
        assertThat(upstream.requests()).isEqualTo(1);
    }

    @Test
    void tell_errorAfterText_isBroken() {
        upstream.then(text("Once upon"), write("data: {\"error\":{\"message\":\"overloaded\"}}\n\n"), done());
        Heard heard = hear();
        assertThat(heard.failure().kind()).isEqualTo(Kind.BROKEN);
        assertThat(heard.text()).isEqualTo("Once upon");
    }

    @Test
    void tell_errorBeforeText_isUnavailable() {
        upstream.then(write("data: {\"error\":{\"message\":\"no such model\"}}\n\n"), done());
        assertThat(hear().failure().kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(upstream.requests()).isEqualTo(1);
    }

    @Test
    void tell_jsonErrorInsteadOfAStream_isUnavailable() {
        upstream.then(
                status(200, Map.of("content-type", "application/json")),
                write("{\"error\":{\"message\":\"no\"}}"),
                end());
        assertThat(hear().failure().kind()).isEqualTo(Kind.UNAVAILABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>hello</html>", "data: <html>\n\n", "data: [DONE]\n\n"})
    void tell_noStoryAtAll_isUnavailable(String body) {
        upstream.then(write(body), end());
        assertThat(hear().failure().kind()).isEqualTo(Kind.UNAVAILABLE);
    }

    @Test
    void tell_contentFilter_isBroken() {
        upstream.then(text("Once upon."), finish("content_filter"), done());
        StorytellerException failure = hear().failure();
        assertThat(failure.kind()).isEqualTo(Kind.BROKEN);
        assertThat(failure).hasMessageContaining("content_filter");
    }

    @Test
    void tell_lengthInTheMiddleOfASentence_isBroken() {
        upstream.then(text("Once upon a time"), finish("length"), done());
        Heard heard = hear();
        assertThat(heard.failure().kind()).isEqualTo(Kind.BROKEN);
        assertThat(heard.text()).isEqualTo("Once upon a time");
    }

    @Test
    void tell_endlessLine_isBroken() {
        upstream.then(text("Once upon"), write("data: " + "x".repeat(1_100_000)));
        assertThat(hear().failure().kind()).isEqualTo(Kind.BROKEN);
        Heard.get(Heard.get(upstream.exchange(0)).gone().future());
    }

    @Test
    void tell_keepAlivesAndEmptyDeltasOnly_isATimeoutOfTheFirstToken() {
        upstream.then(write(": ping\n\n"), text(""), write(": ping\n\n"));
        storyteller = storyteller(upstream.base(), SHORT, LONG);
        assertThat(hear().failure().kind()).isEqualTo(Kind.TIMEOUT);
        Heard.get(Heard.get(upstream.exchange(0)).gone().future());
        assertThat(measured).containsExactly("error TIMEOUT");
    }

    @Test
    void tell_noAnswer_isATimeoutOfTheFirstToken() {
        upstream.then(await(Promise.promise().future()));
        storyteller = storyteller(upstream.base(), SHORT, LONG);
        assertThat(hear().failure().kind()).isEqualTo(Kind.TIMEOUT);
        Heard.get(Heard.get(upstream.exchange(0)).gone().future());
        assertThat(upstream.requests()).isEqualTo(1);
    }

    @Test
    void tell_gapAfterText_isATimeout() {
        upstream.then(text("Once upon"), write(": ping\n\n"), text(""));
        storyteller = storyteller(upstream.base(), LONG, SHORT);
        Heard heard = hear();
        assertThat(heard.failure().kind()).isEqualTo(Kind.TIMEOUT);
        assertThat(heard.text()).isEqualTo("Once upon");
    }

    @Test
    void tell_gapAfterTheFinish_isWhole() {
        upstream.then(text("Once upon a time."), finish("stop"));
        storyteller = storyteller(upstream.base(), LONG, SHORT);
        Heard heard = hear();
        heard.ending();
        assertThat(heard.text()).isEqualTo("Once upon a time.");
    }

    @Test
    void pause_forLongerThanAnyTimeout_isNoTimeout() {
        Promise<Void> signal = Promise.promise();
        upstream.then(await(signal.future()), text("Once."), done());
        storyteller = storyteller(upstream.base(), SHORT, SHORT);
        Heard heard = Heard.by(vertx, storyteller, Requests.first(), Telling::pause);
        Promise<Void> longer = Promise.promise();
        vertx.setTimer(500, id -> longer.complete());
        Heard.get(longer.future());
        assertThat(heard.isOver()).isFalse();
        signal.complete();
        heard.act(Telling::resume);
        heard.ending();
        assertThat(heard.text()).isEqualTo("Once.");
    }
}
