package com.intergalacticteacher;

import static com.intergalacticteacher.testing.ScriptedUpstream.done;
import static com.intergalacticteacher.testing.ScriptedUpstream.finish;
import static com.intergalacticteacher.testing.ScriptedUpstream.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.testing.ScriptedUpstream;
import com.intergalacticteacher.testing.Server;
import com.intergalacticteacher.testing.SseStream;
import com.intergalacticteacher.testing.TestObjects;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes on one database: whichever is asked, it is one service. */
class ClusterIT {
    private final Vertx vertx = Vertx.vertx();
    private final Promise<Void> goOn = Promise.promise();
    private ScriptedUpstream upstream;
    private Server first;
    private Server second;
    private Pool pool;

    @BeforeEach
    void start() {
        upstream = TestObjects.await(ScriptedUpstream.start(vertx));
        upstream.then(text("Once"), ScriptedUpstream.await(goOn.future()), text(" more."), finish("stop"), done());
        Map<String, String> settings = Map.of(
                "LLM_BASE_URL", upstream.base().toString(),
                "LLM_MODEL", "scripted",
                "MAX_STREAMS_PER_USER", "2");
        first = Server.start(with(settings, "NODE_NAME", "first"));
        second = first.another(with(settings, "NODE_NAME", "second"));
        pool = PgBuilder.pool()
                .connectingTo(first.database().connectOptions())
                .using(vertx)
                .build();
    }

    @AfterEach
    void stop() {
        second.close();
        first.close();
        TestObjects.await(pool.close());
        TestObjects.await(upstream.close());
        TestObjects.await(vertx.close());
    }

    @Test
    void viewer_atAnotherNode_seesPausesAndResumesTheSame() {
        try (SseStream here = first.generate("ocean");
                SseStream there = second.stream("/stories/streams/" + here.streamId())) {
            List<SseStream.Event> shown = here.until("content");
            List<SseStream.Event> shownThere = there.until("content");
            String path = "/stories/streams/" + here.streamId();
            assertThat(second.post(path + "/pause", second.token(), null).statusCode())
                    .isEqualTo(204);
            shown.addAll(here.until("node"));
            assertThat(shown).last().extracting(SseStream.Event::name).isEqualTo("node generate_content paused");
            goOn.complete();
            assertThat(second.post(path + "/resume", second.token(), null).statusCode())
                    .isEqualTo(204);
            shown.addAll(here.rest());
            shownThere.addAll(there.rest());
            assertThat(shownThere).isEqualTo(shown);
            assertThat(SseStream.story(shown)).isEqualTo("Once more.");
        }
    }

    @Test
    void cancel_atAnotherNode_endsItForAllAndFreesTheUpstream() {
        try (SseStream here = first.generate("ocean");
                SseStream there = second.stream("/stories/streams/" + here.streamId())) {
            here.until("content");
            assertThat(second.delete("/stories/streams/" + here.streamId(), second.token())
                            .statusCode())
                    .isEqualTo(204);
            for (SseStream stream : List.of(here, there)) {
                List<SseStream.Event> rest = stream.rest();
                assertThat(rest.get(rest.size() - 1).data().getString("error_code"))
                        .isEqualTo("CANCELLED");
            }
            TestObjects.await(TestObjects.await(upstream.exchange(0)).gone().future());
        }
    }

    @Test
    void sameRequest_atAnotherNode_joins() {
        long stream = streamId(start(first, "ocean", 201));
        assertThat(streamId(start(second, "ocean", 200))).isEqualTo(stream);
        try (SseStream joined = second.generate("ocean")) {
            assertThat(joined.streamId()).isEqualTo(stream);
        }
        assertThat(upstream.requests()).isLessThanOrEqualTo(1);
    }

    @Test
    void limitPerUser_isCountedAcrossTheClusterAndGivenBackAnywhere() {
        long stream = streamId(start(first, "ocean", 201));
        start(second, "space", 201);
        start(first, "forest", 429);
        start(second, "forest", 429);
        try (SseStream viewer = second.stream("/stories/streams/" + stream)) {
            viewer.until("content");
            assertThat(second.delete("/stories/streams/" + stream, second.token())
                            .statusCode())
                    .isEqualTo(204);
            viewer.rest();
        }
        start(second, "forest", 201);
    }

    /** Only a node that does not tell what is viewed there is rung. */
    @Test
    void viewer_atTheOwnersNode_costsNoNotice() {
        try (SseStream here = first.generate("ocean")) {
            here.until("content");
            assertThat(watches(here)).isZero();
            try (SseStream there = second.stream("/stories/streams/" + here.streamId())) {
                there.until("content");
                until(here, 1);
            }
            until(here, 0);
            goOn.complete();
            here.rest();
        }
    }

    /** A notice is no part of the truth: the node looks for itself. */
    @Test
    void notices_thatAreNeverSent_costNoWord() {
        try (SseStream here = first.generate("ocean");
                SseStream there = second.stream("/stories/streams/" + here.streamId())) {
            List<SseStream.Event> shown = there.until("content");
            until(here, 1);
            TestObjects.await(pool.query("DELETE FROM watches").execute());
            goOn.complete();
            shown.addAll(there.rest());
            assertThat(SseStream.story(shown)).isEqualTo("Once more.");
            assertThat(shown).last().extracting(SseStream.Event::type).isEqualTo("complete");
        }
    }

    /** Its own row is locked, so that the node cannot get to the end of it meanwhile. */
    @Test
    void drain_isNotReadyFromTheFirst_andTakesNoNewStream() throws Exception {
        Server going = first.another(with(Map.of(), "NODE_NAME", "going"));
        SqlConnection holding = TestObjects.await(pool.getConnection());
        Transaction lock = TestObjects.await(holding.begin());
        TestObjects.await(holding.query("SELECT FROM nodes WHERE name = 'going' FOR UPDATE")
                .execute());
        Future<Void> gone = vertx.executeBlocking(() -> {
            going.close();
            return null;
        });
        while (going.management("/health/ready").statusCode() == 200) {
            assertThat(gone.isComplete()).isFalse();
        }
        assertThat(going.management("/health/live").statusCode()).isEqualTo(200);
        HttpResponse<String> refused = start(going, "ocean", 503);
        assertThat(Server.json(refused).getString("code")).isEqualTo("DRAINING");
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        TestObjects.await(lock.rollback());
        TestObjects.await(holding.close());
        TestObjects.await(gone);
    }

    private long watches(SseStream stream) {
        return TestObjects.await(pool.query("SELECT count(*) FROM watches WHERE stream_id = " + stream.streamId())
                        .execute())
                .iterator()
                .next()
                .getLong(0);
    }

    private void until(SseStream stream, long wanted) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (watches(stream) != wanted) {
            assertThat(System.nanoTime()).isLessThan(deadline);
        }
    }

    private static HttpResponse<String> start(Server node, String theme, int status) {
        HttpResponse<String> answer = node.post(
                "/stories/streams",
                node.token(),
                new JsonObject().put("child_id", node.childId()).put("theme", theme));
        assertThat(answer.statusCode()).describedAs(answer.body()).isEqualTo(status);
        return answer;
    }

    private static long streamId(HttpResponse<String> started) {
        return Server.json(started).getLong("stream_id");
    }

    private static Map<String, String> with(Map<String, String> settings, String name, String value) {
        Map<String, String> all = new HashMap<>(settings);
        all.put(name, value);
        return all;
    }
}
