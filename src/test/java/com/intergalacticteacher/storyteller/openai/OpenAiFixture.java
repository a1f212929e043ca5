package com.intergalacticteacher.storyteller.openai;

import com.intergalacticteacher.storyteller.Heard;
import com.intergalacticteacher.storyteller.Requests;
import com.intergalacticteacher.storyteller.Storyteller;
import com.intergalacticteacher.storyteller.StorytellerConfig;
import com.intergalacticteacher.storyteller.StorytellerException;
import com.intergalacticteacher.storyteller.StorytellerMetrics;
import com.intergalacticteacher.testing.ScriptedUpstream;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A storyteller and the server it asks. */
abstract class OpenAiFixture implements StorytellerMetrics {
    static final String TAIL = "\n\n===CHOICES===\n{\"title\":\"Zephrin's Star\",\"choice_question\":\"Where to?\","
            + "\"choices\":[\"Up\",\"Down\"],\"educational_elements\":[\"courage\"]}";

    final List<String> measured = new CopyOnWriteArrayList<>();
    Vertx vertx;
    ScriptedUpstream upstream;
    OpenAiStoryteller storyteller;

    @BeforeEach
    void start() {
        vertx = Vertx.vertx();
        upstream = Heard.get(ScriptedUpstream.start(vertx));
        storyteller = storyteller(upstream.base(), Duration.ofSeconds(20), Duration.ofSeconds(20));
    }

    @AfterEach
    void stop() {
        Heard.get(vertx.close());
    }

    OpenAiStoryteller storyteller(URI base, Duration firstToken, Duration nextToken) {
        StorytellerConfig.Server server = new StorytellerConfig.Server(base, "sk-secret", "m");
        return new OpenAiStoryteller(vertx, new StorytellerConfig(server, 0, firstToken, nextToken), this);
    }

    Heard hear() {
        return hear(Requests.first());
    }

    Heard hear(Storyteller.Request request) {
        return Heard.by(vertx, storyteller, request);
    }

    @Override
    public void firstToken(long nanos) {
        measured.add(nanos > 0 ? "first" : "first without time");
    }

    @Override
    public void tokens(int count) {
        measured.add("tokens " + count);
    }

    @Override
    public void error(StorytellerException.Kind kind) {
        measured.add("error " + kind);
    }
}
