package com.intergalacticteacher;

import static com.intergalacticteacher.testing.ScriptedUpstream.done;
import static com.intergalacticteacher.testing.ScriptedUpstream.finish;
import static com.intergalacticteacher.testing.ScriptedUpstream.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.testing.ScriptedUpstream;
import com.intergalacticteacher.testing.Server;
import com.intergalacticteacher.testing.SseStream;
import com.intergalacticteacher.testing.TestObjects;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A child that goes to have dinner, and one that does not come back. */
class PauseIT {
    private final Vertx vertx = Vertx.vertx();
    private ScriptedUpstream upstream;

    @BeforeEach
    void start() {
        upstream = TestObjects.await(ScriptedUpstream.start(vertx));
        upstream.then(
                text("Once upon "), ScriptedUpstream.await(Promise.promise().future()));
        // It is asked to begin with the word it was cut off after.
        upstream.then(text("upon a time."), finish("stop"), done());
    }

    @AfterEach
    void stop() {
        TestObjects.await(upstream.close());
        TestObjects.await(vertx.close());
    }

    @Test
    void pause_thatIsLong_letsTheUpstreamGoAndGoesOnFromTheText() {
        try (Server server = Server.start(upstream, Map.of("PAUSE_RELEASE", "1s"));
                SseStream stream = server.generate("ocean")) {
            List<SseStream.Event> begun = stream.until("content");
            signal(server, stream, "/pause");
            TestObjects.await(TestObjects.await(upstream.exchange(0)).gone().future());
            assertThat(upstream.open()).isZero();

            signal(server, stream, "/resume");
            assertThat(TestObjects.await(TestObjects.await(upstream.exchange(1)).body())
                            .encode())
                    .contains("Once upon");
            List<SseStream.Event> rest = stream.rest();
            begun.addAll(rest);
            assertThat(SseStream.story(begun)).isEqualTo("Once upon a time.");
            assertThat(rest.get(rest.size() - 1).type()).isEqualTo("complete");
        }
    }

    @Test
    void pause_beyondItsLimit_endsTheStream() {
        try (Server server = Server.start(upstream, Map.of("PAUSE_LIMIT", "1s"));
                SseStream stream = server.generate("ocean")) {
            stream.until("content");
            signal(server, stream, "/pause");
            List<SseStream.Event> rest = stream.rest();
            assertThat(rest.get(rest.size() - 1).data().getString("error_code")).isEqualTo("CANCELLED");
            TestObjects.await(TestObjects.await(upstream.exchange(0)).gone().future());
            assertThat(upstream.requests()).isEqualTo(1);
        }
    }

    private static void signal(Server server, SseStream stream, String what) {
        assertThat(server.post("/stories/streams/" + stream.streamId() + what, server.token(), null)
                        .statusCode())
                .isEqualTo(204);
    }
}
