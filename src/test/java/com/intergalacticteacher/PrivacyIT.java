package com.intergalacticteacher;

import static com.intergalacticteacher.testing.ScriptedUpstream.done;
import static com.intergalacticteacher.testing.ScriptedUpstream.finish;
import static com.intergalacticteacher.testing.ScriptedUpstream.status;
import static com.intergalacticteacher.testing.ScriptedUpstream.text;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import com.intergalacticteacher.testing.ScriptedModerator;
import com.intergalacticteacher.testing.ScriptedUpstream;
import com.intergalacticteacher.testing.Server;
import com.intergalacticteacher.testing.SseStream;
import com.intergalacticteacher.testing.TestObjects;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.json.JsonObject;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A run with a model and a moderator, with everything that can go wrong: who it is about and what is told stays in it. */
class PrivacyIT {
    private static final String NAME = "Zephyrine";
    private static final List<String> SECRETS =
            List.of(NAME, "Zephrin", "marmalade", "kite", "wolf", "shit", "lighthouse", "umbrella", "clock mender");

    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final Set<String> addresses = new ConcurrentSkipListSet<>();

    @Test
    void run_withModelAndModerator_idsAreAllThatLeavesIt() throws Exception {
        Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        Level before = root.getLevel();
        logged.start();
        root.addAppender(logged);
        root.setLevel(Level.DEBUG);
        Vertx vertx = Vertx.vertx();
        ScriptedUpstream upstream = TestObjects.await(ScriptedUpstream.start(vertx));
        String metrics;
        String token;
        try (ScriptedModerator moderator = new ScriptedModerator(vertx, "wolf");
                Server server = Server.start(
                        upstream,
                        Map.of("MODERATION_BASE_URL", moderator.base().toString(), "LLM_FIRST_TOKEN_TIMEOUT", "1s"))) {
            watch(server);
            token = server.token();
            long child = server.addChild(token, NAME, 7);
            tell(upstream, server, child);
            assertThat(moderator.judged()).noneMatch(sentence -> sentence.contains(NAME));
            metrics = server.management("/metrics").body();
        } finally {
            root.setLevel(before);
            root.detachAppender(logged);
            TestObjects.await(upstream.close());
            TestObjects.await(vertx.close());
        }
        List<String> secrets = new ArrayList<>(SECRETS);
        secrets.add(token);
        String log = log();
        assertThat(log).contains("cut back to 22 for violence", "cut back to 22 for profanity");
        assertThat(addresses).anyMatch(address -> address.startsWith("stage."));
        assertThat(addresses).anyMatch(address -> address.startsWith("stream."));
        assertThat(addresses).allMatch(address -> address.matches("stage\\.[a-z_]+|stream\\.\\d+|__vertx\\..*"));
        for (String secret : secrets) {
            assertThat(log).doesNotContainIgnoringCase(secret);
            assertThat(metrics).doesNotContainIgnoringCase(secret);
        }
    }

    /** A refusal by the moderator, one by the screen, a chapter, a model that fails, and an unfit wish. */
    private static void tell(ScriptedUpstream upstream, Server server, long child) throws Exception {
        upstream.then(text("Zephrin flew a kite. "), text("The wolf bit it. "), finish("stop"), done());
        upstream.then(text(" Then it said shit. "), finish("stop"), done());
        upstream.then(text(" Zeph"), text("rin's marmalade was warm."), finish("stop"), done());
        upstream.then(status(500, Map.of()));
        String wish = "/stories/generate/stream?child_id=" + child + "&theme=lighthouse&title=";
        try (SseStream stream = server.stream(wish + "Umbrella&custom_user_input=a+clock+mender")) {
            assertThat(SseStream.story(stream.rest()))
                    .as("the name is in the story, or this would prove nothing")
                    .isEqualTo(NAME + " flew a kite. " + NAME + "'s marmalade was warm.");
        }
        try (SseStream stream = server.stream(wish + "Umbrellas")) {
            stream.rest();
        }
        JsonObject unfit = new JsonObject().put("child_id", child).put("theme", "shit");
        assertThat(server.post("/stories/streams", server.token(), unfit).statusCode())
                .isEqualTo(422);
    }

    private void watch(Server server) throws ReflectiveOperationException {
        Field application = Server.class.getDeclaredField("application");
        application.setAccessible(true);
        Field vertx = Application.class.getDeclaredField("vertx");
        vertx.setAccessible(true);
        EventBus bus = ((Vertx) vertx.get(application.get(server))).eventBus();
        bus.addOutboundInterceptor(context -> {
            addresses.add(context.message().address());
            context.next();
        });
    }

    private String log() {
        StringBuilder log = new StringBuilder();
        for (ILoggingEvent event : List.copyOf(logged.list)) {
            log.append(event.getThreadName())
                    .append(' ')
                    .append(event.getLoggerName())
                    .append(' ');
            log.append(event.getMDCPropertyMap())
                    .append(event.getFormattedMessage())
                    .append('\n');
            if (event.getThrowableProxy() != null) {
                log.append(ThrowableProxyUtil.asString(event.getThrowableProxy()))
                        .append('\n');
            }
        }
        return log.toString();
    }
}
