package com.intergalacticteacher.logging;

import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.Main;
import com.intergalacticteacher.testing.JavaProcess;
import com.intergalacticteacher.testing.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log of a whole run, as a program that collects logs reads it, and an operator who makes it louder. */
class LoggingIT {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String NOTHING_LISTENS = "http://127.0.0.1:9";

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void log_asJson_namesStreamAndTrace_andItsLevelsFollowTheFile() throws Exception {
        Path levels = Files.copy(Path.of("conf", "logging.xml"), folder.resolve("levels.xml"));
        Map<String, String> settings = Map.ofEntries(
                Map.entry("HTTP_HOST", "127.0.0.1"),
                Map.entry("HTTP_PORT", "0"),
                Map.entry("MANAGEMENT_PORT", "0"),
                Map.entry("DATABASE_URL", TestDatabase.createUri()),
                Map.entry("JWT_SECRET", "k7Qd2vXw9LmZr4TbYc8HnPs3JgFa6UeR"),
                Map.entry("LLM_BASE_URL", NOTHING_LISTENS + "/v1"),
                Map.entry("LLM_MODEL", "absent"),
                Map.entry("LLM_FIRST_TOKEN_TIMEOUT", "500ms"),
                Map.entry("OTEL_EXPORTER_OTLP_ENDPOINT", NOTHING_LISTENS),
                Map.entry("LOG_FORMAT", "json"),
                Map.entry("LOGGING_FILE", "levels.xml"));
        try (JavaProcess program = JavaProcess.start(folder, settings, Main.class)) {
            program.awaitOutput("Started as");
            String api = "http://127.0.0.1:" + number(program.output(), "Page http://localhost:") + "/api/v1";
            String management = "http://127.0.0.1:" + number(program.output(), "probes on port ");
            String token = json(post(
                            api + "/auth/register", null, "{\"email\":\"l@example.com\",\"password\":\"long enough\"}"))
                    .getString("access_token");
            long child = json(post(api + "/children", token, "{\"name\":\"Lea\",\"age\":7}"))
                    .getLong("id");
            String told = send(
                    HttpRequest.newBuilder(URI.create(api + "/stories/generate/stream?theme=ocean&child_id=" + child))
                            .header("Authorization", "Bearer " + token)
                            .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01"));
            assertThat(told).contains("\"type\":\"error\"");
            program.awaitOutput("stream 1: ");

            List<JsonObject> lines =
                    program.output().lines().map(JsonObject::new).toList();
            assertThat(lines)
                    .allSatisfy(line ->
                            assertThat(line.getMap()).containsKeys("time", "level", "logger", "thread", "message"));
            JsonObject failed = lines.stream()
                    .filter(line -> line.getString("message").startsWith("stream 1: "))
                    .findFirst()
                    .orElseThrow();
            assertThat(failed.getString("level")).isEqualTo("WARN");
            assertThat(failed.getLong("stream_id")).isEqualTo(1);
            assertThat(failed.getString("error_code")).isEqualTo("TIMEOUT");
            assertThat(failed.getString("trace_id")).isEqualTo(TRACE);

            assertThat(program.output()).doesNotContain("\"level\":\"TRACE\"");
            Files.writeString(levels, "<included><logger name=\"io.vertx.ext.web\" level=\"TRACE\"/></included>");
            program.awaitOutput(
                    "\"level\":\"TRACE\"", () -> send(HttpRequest.newBuilder(URI.create(management + "/health/live"))));
        }
    }

    private String post(String uri, String token, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(uri))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return send(token == null ? request : request.header("Authorization", "Bearer " + token));
    }

    private String send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString()).body();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonObject json(String text) {
        return new JsonObject(text);
    }

    private static String number(String output, String before) {
        Matcher found = Pattern.compile(Pattern.quote(before) + "(\\d+)").matcher(output);
        assertThat(found.find()).as(output).isTrue();
        return found.group(1);
    }
}
