package com.intergalacticteacher;

import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.testing.FreePort;
import com.intergalacticteacher.testing.JavaProcess;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as a family runs it: alone, with its embedded database, killed in the middle of a story. */
class RestartIT {
    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    @Test
    void kill_inTheMiddleOfAStory_goesOnAfterTheRestartWithoutLosingALetter() throws Exception {
        Map<String, String> environment = Map.of(
                "HTTP_HOST", "127.0.0.1",
                "HTTP_PORT", String.valueOf(FreePort.find()),
                "MANAGEMENT_PORT", "0",
                "BUILTIN_TOKENS_PER_SECOND", "40");
        String url = "http://127.0.0.1:" + environment.get("HTTP_PORT") + "/api/v1";
        StringBuilder seen = new StringBuilder();
        String cursor;
        try (JavaProcess program = JavaProcess.start(folder, environment, Main.class)) {
            program.awaitOutput("curl -N");
            cursor = read(url + "/stories/generate/stream?child_id=1&theme=space", signIn(url), seen, 20);
            program.kill();
        }
        assertThat(seen).isNotEmpty();

        try (JavaProcess program = JavaProcess.start(folder, environment, Main.class)) {
            program.awaitOutput("curl -N");
            String token = signIn(url);
            read(
                    url + "/stories/generate/stream?child_id=1&theme=space&last_event_id=" + cursor,
                    token,
                    seen,
                    Integer.MAX_VALUE);
            JsonObject story = get(url + "/stories/1", token);
            assertThat(story.getJsonArray("chapters").getJsonObject(0).getString("story_content"))
                    .isEqualTo(seen.toString());
            program.terminate();
            assertThat(program.awaitExit()).isZero();
        }
    }

    private String signIn(String url) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/auth/login"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"email\":\"demo@example.com\",\"password\":\"intergalactic\"}"))
                .build();
        return new JsonObject(client.send(request, HttpResponse.BodyHandlers.ofString())
                        .body())
                .getString("access_token");
    }

    private JsonObject get(String url, String token) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer " + token)
                .build();
        return new JsonObject(
                client.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    /** Adds so many chunks to what was seen; the cursor after them. */
    private String read(String url, String token, StringBuilder seen, int chunks) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer " + token)
                .build();
        HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        String cursor = "";
        int left = chunks;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null && left > 0; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    cursor = line.substring(4);
                } else if (line.startsWith("data: ")) {
                    JsonObject event = new JsonObject(line.substring(6));
                    if (event.getString("type").equals("content")) {
                        assertThat(event.getInteger("offset")).isEqualTo(seen.length());
                        seen.append(event.getString("chunk"));
                        left--;
                    }
                }
            }
        }
        return cursor;
    }
}
