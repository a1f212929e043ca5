package com.intergalacticteacher.metrics;

import static com.intergalacticteacher.testing.ScriptedUpstream.done;
import static com.intergalacticteacher.testing.ScriptedUpstream.finish;
import static com.intergalacticteacher.testing.ScriptedUpstream.text;
import static com.intergalacticteacher.testing.TestObjects.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.testing.FreePort;
import com.intergalacticteacher.testing.Programs;
import com.intergalacticteacher.testing.ScriptedUpstream;
import com.intergalacticteacher.testing.Server;
import com.intergalacticteacher.testing.SseStream;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Debian's Prometheus with the rules and the dashboard that an operator gets. */
class PrometheusIT {
    private static final String JOB = "intergalactic-teacher";
    private static final long PATIENCE_SECONDS = 90;
    private static final int PLACES = 8;
    private static final String REPORT = "{\"time_to_first_chunk_ms\": 300, \"stalls\": 1, \"reconnects\": 1}";

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void rules_passPrometheusOwnTests() throws Exception {
        Path promtool = Programs.require("promtool");
        for (String[] arguments : new String[][] {
            {"check", "config", "conf/prometheus/prometheus.yml"},
            {"test", "rules", "conf/prometheus/rules_test.yml", "conf/prometheus/rules_days_test.yml"}
        }) {
            List<String> command = new ArrayList<>(List.of(promtool.toString()));
            command.addAll(List.of(arguments));
            Path output = folder.resolve("promtool");
            Process run = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            assertThat(run.waitFor(120, TimeUnit.SECONDS)).isTrue();
            assertThat(run.exitValue()).as(Files.readString(output)).isZero();
        }
    }

    @Test
    void queries_ofRulesAndPanels_allFindDataUnderLoad() throws Exception {
        Path program = Programs.require("prometheus");
        Vertx vertx = Vertx.vertx();
        ScriptedUpstream upstream = await(ScriptedUpstream.start(vertx));
        Promise<Void> goOn = Promise.promise();
        upstream.then(
                text("Once upon a time. "),
                ScriptedUpstream.await(goOn.future()),
                text("The end."),
                finish("stop"),
                done());
        Map<String, String> settings = Map.of(
                "STREAM_STARTS_PER_MINUTE", "100000",
                "MAX_STREAMS_PER_USER", "100",
                "MAX_STREAMING_CONNECTIONS", Integer.toString(PLACES));
        try (Server server = Server.start(upstream, settings)) {
            crowd(server, goOn);
            System.gc(); // A pause that is measured.
            int port = FreePort.find();
            Process prometheus = start(program, port, server.managementPort());
            try {
                Map<String, String> silent = Queries.all(JOB);
                assertThat(silent).hasSizeGreaterThan(80);
                long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
                while (!silent.isEmpty() && System.nanoTime() < deadline) {
                    load(server);
                    assertThat(prometheus.waitFor(200, TimeUnit.MILLISECONDS))
                            .as(this::log)
                            .isFalse();
                    silent.values().removeIf(query -> findsData(port, query));
                }
                assertThat(silent).as("queries that find nothing").isEmpty();
            } finally {
                prometheus.destroy();
                prometheus.waitFor();
            }
        } finally {
            await(vertx.close());
        }
    }

    /** As many viewers as there are places, and one more. */
    private static void crowd(Server server, Promise<Void> goOn) {
        List<SseStream> viewers = new ArrayList<>();
        for (int i = 0; i < PLACES; i++) {
            viewers.add(server.generate("space&title=" + i));
        }
        viewers.forEach(viewer -> viewer.until("content"));
        String more = "/stories/generate/stream?theme=space&child_id=" + server.childId();
        assertThat(server.get(more, server.token()).statusCode()).isEqualTo(503);
        goOn.complete();
        viewers.forEach(viewer -> {
            viewer.rest();
            viewer.close();
        });
    }

    /** A story to its end, a second viewer of it, and what a browser has to say. */
    private static void load(Server server) {
        long streamId;
        try (SseStream stream = server.generate("ocean")) {
            streamId = stream.streamId();
            stream.rest();
        }
        try (SseStream again = server.stream("/stories/streams/" + streamId, "Last-Event-ID", streamId + ":3")) {
            again.rest();
        }
        HttpResponse<String> reported = server.post("/client/report", server.token(), new JsonObject(REPORT));
        assertThat(reported.statusCode()).as(reported.body()).isEqualTo(204);
    }

    private Process start(Path program, int port, int target) throws IOException {
        String config = Files.readString(Path.of("conf", "prometheus", "prometheus.yml"));
        String quick = config.replace("15s", "1s").replace("127.0.0.1:8081", "127.0.0.1:" + target);
        Files.writeString(folder.resolve("prometheus.yml"), quick);
        Files.copy(Queries.RULES, folder.resolve("rules.yml"));
        return new ProcessBuilder(
                        program.toString(),
                        "--config.file=" + folder.resolve("prometheus.yml"),
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--log.level=warn")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Numbers, that is: what is not a number is an empty panel. False while Prometheus is not up yet. */
    private boolean findsData(int port, String query) {
        URI uri = URI.create(
                "http://127.0.0.1:" + port + "/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
        JsonObject answer;
        try {
            answer = new JsonObject(client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                    .body());
        } catch (IOException | InterruptedException | RuntimeException e) {
            return false;
        }
        assertThat(answer.getString("status")).as("%s: %s", query, answer).isEqualTo("success");
        JsonArray samples = answer.getJsonObject("data").getJsonArray("result");
        return samples.stream()
                .map(sample -> ((JsonObject) sample).getJsonArray("value").getString(1))
                .anyMatch(value -> !value.equals("NaN"));
    }
}
