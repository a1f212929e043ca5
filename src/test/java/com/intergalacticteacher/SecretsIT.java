package com.intergalacticteacher;

import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.testing.JavaProcess;
import com.intergalacticteacher.testing.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole run of the program, as loud as it gets, whose every output is searched for what must not be in it. */
class SecretsIT {
    private static final String SIGNING = "Vq3kYt81LmWz0RpXc7Bn5HsD2gJf9UeA";
    private static final String PASSWORD = "tr0ub4dor-and-3-whales";
    private static final String CHILD = "Zephyrine";
    private static final String IDEA = "a purple walrus who repairs clocks";
    private static final int WORDS = 5;

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> problems = new ArrayList<>();
    private String api;

    @TempDir
    Path folder;

    private HttpResponse<String> send(String method, String path, JsonObject body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(api + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.encode()));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
        if (response.statusCode() >= 400) {
            problems.add(response.body());
        }
        return response;
    }

    private static String port(String output, String line) {
        Matcher port = Pattern.compile(line + "\\s+http://localhost:(\\d+)").matcher(output);
        assertThat(port.find()).as(output).isTrue();
        return port.group(1);
    }

    @Test
    void run_saysNothingThatIsNobodysBusiness() throws Exception {
        Map<String, String> settings = Map.of(
                "HTTP_HOST", "127.0.0.1",
                "HTTP_PORT", "0",
                "MANAGEMENT_PORT", "0",
                "DATABASE_URL", TestDatabase.createUri(),
                "JWT_SECRET", SIGNING,
                "LOG_LEVEL", "DEBUG",
                "BUILTIN_TOKENS_PER_SECOND", "0");
        try (JavaProcess program = JavaProcess.start(folder, settings, Main.class)) {
            program.awaitOutput("Started as");
            api = "http://127.0.0.1:" + port(program.output(), "Page") + "/api/v1";
            JsonObject credentials =
                    new JsonObject().put("email", "secretive@example.com").put("password", PASSWORD);
            HttpResponse<String> signedUp = send("POST", "/auth/register", credentials);
            String token = new JsonObject(signedUp.body()).getString("access_token");
            String[] signed = {"Authorization", "Bearer " + token};
            List<String> secrets = new ArrayList<>(List.of(SIGNING, PASSWORD, CHILD, IDEA, token));
            for (String cookie : signedUp.headers().allValues("Set-Cookie")) {
                secrets.add(cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';')));
            }
            JsonObject child = new JsonObject().put("name", CHILD).put("age", 7);
            long id = new JsonObject(send("POST", "/children", child, signed).body()).getLong("id");
            String ticket = new JsonObject(
                            send("POST", "/auth/stream-ticket", null, signed).body())
                    .getString("ticket");
            secrets.add(ticket);

            String stream = "/stories/generate/stream?theme=space&child_id=" + id;
            String told = send("GET", stream + "&ticket=" + ticket, null).body();
            String second = stream + "&custom_user_input=" + IDEA.replace(' ', '+');
            String tokened = send("GET", second + "&token=" + token, null).body();
            send("GET", stream + "&ticket=" + ticket, null);
            send("GET", stream + "&token=x" + token, null);
            send("GET", "/auth/me", null, "Authorization", "Bearer x" + token);
            send("POST", "/auth/login", credentials.copy().put("password", PASSWORD + "!"));
            send("POST", "/auth/register", credentials);
            send("POST", "/auth/register", credentials.copy().put("email", 5));
            send("POST", "/auth/login", credentials.copy().put("pasword", PASSWORD));
            send("POST", "/auth/refresh", null, "Cookie", "session-refresh=" + secrets.get(6));
            send("POST", "/auth/refresh", null, "Cookie", "session-refresh=" + secrets.get(6));
            String metrics = client.send(
                            HttpRequest.newBuilder(URI.create(
                                            "http://127.0.0.1:" + port(program.output(), "Health") + "/metrics"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
            program.terminate();
            program.awaitExit();

            assertThat(told)
                    .as("the child's name is in the stream, or it would prove nothing")
                    .contains(CHILD);
            assertThat(problems).hasSizeGreaterThanOrEqualTo(7);
            String output = program.output();
            assertThat(output).contains("Started as").doesNotContain("secretive@example.com");
            for (String secret : secrets) {
                assertThat(output).doesNotContain(secret);
                assertThat(metrics).doesNotContain(secret);
                assertThat(problems).noneMatch(problem -> problem.contains(secret));
            }
            for (String words : wordsOf(told + tokened)) {
                assertThat(output).doesNotContain(words);
                assertThat(metrics).doesNotContain(words);
            }
        }
    }

    /** Every run of five words that was told. */
    private static List<String> wordsOf(String stream) {
        List<String> runs = new ArrayList<>();
        String story = stream.lines()
                .filter(line -> line.startsWith("data: "))
                .map(line -> new JsonObject(line.substring("data: ".length())))
                .filter(event -> event.getString("type").equals("complete"))
                .map(event -> event.getJsonObject("story").getString("story_content"))
                .reduce("", (before, next) -> before + " " + next);
        String[] words = story.strip().split("\\s+");
        assertThat(words.length).isGreaterThan(50);
        for (int i = 0; i + WORDS <= words.length; i++) {
            runs.add(String.join(" ", List.of(words).subList(i, i + WORDS)));
        }
        return runs;
    }
}
