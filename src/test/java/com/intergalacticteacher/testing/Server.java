package com.intergalacticteacher.testing;

import static com.intergalacticteacher.testing.TestObjects.await;

import com.intergalacticteacher.AppConfig;
import com.intergalacticteacher.Application;
import com.intergalacticteacher.database.DatabaseUrl;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The whole program on free ports with a database of its own, and a parent of one child who is signed in. */
public final class Server implements AutoCloseable {
    /** Another node signs tokens with the same. */
    public static final String JWT_SECRET = "a secret of the tests, which is long enough";

    private static final String PASSWORD = "a good long password";

    private final DatabaseUrl database;
    private final Application application;
    private final String scheme;
    private final HttpClient client;
    private final String token;
    private final long childId;

    /** On a database that is there, which {@code database} is the way in to. */
    public Server(DatabaseUrl database, Map<String, String> settings) {
        this(database, settings, "http", HttpClient.newBuilder());
    }

    private Server(DatabaseUrl database, Map<String, String> settings, String scheme, HttpClient.Builder client) {
        this(database, settings, scheme, client, null);
    }

    private Server(
            DatabaseUrl database,
            Map<String, String> settings,
            String scheme,
            HttpClient.Builder client,
            Server neighbour) {
        this.database = database;
        this.scheme = scheme;
        this.client = client.version(HttpClient.Version.HTTP_1_1).build();
        Map<String, String> environment = new HashMap<>(Map.of("REGISTRATIONS_PER_ADDRESS", "100000"));
        environment.putAll(Map.of(
                "HTTP_HOST", "127.0.0.1",
                "HTTP_PORT", "0",
                "MANAGEMENT_PORT", "0",
                "DATABASE_URL", TestDatabase.uri(database),
                "JWT_SECRET", JWT_SECRET,
                "BUILTIN_TOKENS_PER_SECOND", "0",
                "MAX_STREAMS_PER_USER", "50",
                "STREAM_STARTS_PER_MINUTE", "1000"));
        environment.putAll(settings);
        application = await(Application.start(AppConfig.read(environment, Path.of("target", "no-configuration"))));
        token = neighbour == null ? signUp("mia@example.com") : neighbour.token;
        childId = neighbour == null ? addChild(token, "Mia", 7) : neighbour.childId;
    }

    public static Server start(Map<String, String> settings) {
        return new Server(TestDatabase.createUrl(), settings);
    }

    /** One more node of the same cluster; its parent is the same. */
    public Server another(Map<String, String> settings) {
        return new Server(database, settings, scheme, HttpClient.newBuilder(), this);
    }

    /** With chapters told by {@code upstream}. */
    public static Server start(ScriptedUpstream upstream, Map<String, String> settings) {
        return start(toldBy(upstream, settings));
    }

    /** The same over HTTPS. */
    public static Server start(ScriptedUpstream upstream, Map<String, String> settings, Certificate tls) {
        Map<String, String> all = toldBy(upstream, settings);
        all.put("HTTP_TLS_CERT", tls.certificate().toString());
        all.put("HTTP_TLS_KEY", tls.key().toString());
        HttpClient.Builder client = HttpClient.newBuilder().sslContext(tls.trusting());
        return new Server(TestDatabase.createUrl(), all, "https", client);
    }

    private static Map<String, String> toldBy(ScriptedUpstream upstream, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("LLM_BASE_URL", upstream.base().toString());
        all.put("LLM_MODEL", "scripted");
        return all;
    }

    public String signUp(String email) {
        return json(post(
                        "/auth/register",
                        null,
                        new JsonObject().put("email", email).put("password", PASSWORD)))
                .getString("access_token");
    }

    public long addChild(String token, String name, int age) {
        return json(post("/children", token, new JsonObject().put("name", name).put("age", age)))
                .getLong("id");
    }

    public String token() {
        return token;
    }

    public long childId() {
        return childId;
    }

    public int port() {
        return application.port();
    }

    public int managementPort() {
        return application.managementPort();
    }

    public DatabaseUrl database() {
        return database;
    }

    public URI uri(String path) {
        return URI.create(scheme + "://127.0.0.1:" + port() + "/api/v1" + path);
    }

    public HttpResponse<String> get(String path, String token) {
        return send(request(path, token).GET().build());
    }

    public HttpResponse<String> delete(String path, String token) {
        return send(request(path, token).DELETE().build());
    }

    public HttpResponse<String> post(String path, String token, JsonObject body) {
        return send(request(path, token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body == null ? "" : body.encode()))
                .build());
    }

    /** From the port of the probes. */
    public HttpResponse<String> management(String path) {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + application.managementPort() + path))
                .build());
    }

    /** A new story's stream, by the seed's own request. */
    public SseStream generate(String theme) {
        return SseStream.open(client, uri("/stories/generate/stream?child_id=" + childId + "&theme=" + theme), token);
    }

    public SseStream stream(String path, String... headers) {
        return SseStream.open(client, uri(path), token, headers);
    }

    /** One statement on the database behind it. */
    public void execute(String sql) {
        TestDatabase.execute(database, sql);
    }

    public static JsonObject json(HttpResponse<String> response) {
        return new JsonObject(response.body());
    }

    private HttpRequest.Builder request(String path, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        await(application.close());
    }
}
