package com.intergalacticteacher.http;

import com.intergalacticteacher.account.Children;
import com.intergalacticteacher.account.DemoParent;
import com.intergalacticteacher.account.Parents;
import com.intergalacticteacher.account.Passwords;
import com.intergalacticteacher.account.SecretTokens;
import com.intergalacticteacher.account.SessionConfig;
import com.intergalacticteacher.account.Sessions;
import com.intergalacticteacher.account.StreamTickets;
import com.intergalacticteacher.account.TokenConfig;
import com.intergalacticteacher.http.auth.Authentication;
import com.intergalacticteacher.http.auth.Caller;
import com.intergalacticteacher.http.sse.SseConnections;
import com.intergalacticteacher.http.sse.SseMetrics;
import com.intergalacticteacher.story.Archive;
import com.intergalacticteacher.story.Audit;
import com.intergalacticteacher.story.Briefs;
import com.intergalacticteacher.story.ChapterRequest;
import com.intergalacticteacher.story.Library;
import com.intergalacticteacher.story.Themes;
import com.intergalacticteacher.stream.StreamMetrics;
import com.intergalacticteacher.testing.Server;
import com.intergalacticteacher.testing.TestDatabase;
import com.intergalacticteacher.trace.Tracing;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The whole edge on a free port with a database of its own. The streaming operations answer with the brief they would
 * have told from; the screen objects to the word "dagger".
 */
final class Edge implements AutoCloseable {
    static final int TOKEN_SECONDS = 3600;
    static final String SECRET = Server.JWT_SECRET;
    static final String PREVIOUS_SECRET = "what the tests signed with before that, long enough";
    /** Of one account in a minute. */
    static final int TRIES = 5;

    private static final int MANY = 100_000;
    static final String FRIENDLY_ORIGIN = "https://friendly.example";

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();
    private final TestDatabase database = TestDatabase.create(vertx);
    private final Passwords passwords = new Passwords(vertx);
    private final Briefs briefs = new Briefs(database.pool());
    private final InputCheck inputs = new InputCheck((text, age, language) ->
            text.contains("dagger") ? Optional.of("words fit for a child's story") : Optional.empty());
    private final int port;
    private volatile boolean isDatabaseThere = true;

    Edge() {
        this(true);
    }

    Edge(boolean isTokenInQuery) {
        Pool pool = database.pool();
        Sessions sessions = new Sessions(pool, SessionConfig.DEFAULT_SESSION_LIFETIME);
        SecretTokens tokens = new SecretTokens(
                vertx, new TokenConfig.Shared(SECRET, PREVIOUS_SECRET), Duration.ofSeconds(TOKEN_SECONDS), sessions);
        StreamTickets tickets = new StreamTickets(pool);
        Authentication authentication = new Authentication(tokens, tickets, isTokenInQuery);
        Routes routes = new Routes(
                new AccountHandlers(
                        new Parents(pool, passwords),
                        new SignIns(sessions, tokens, authentication),
                        tickets,
                        new Tries(TRIES, MANY, MANY, new ClientAddress(1))),
                new ChildHandlers(new Children(pool), new Archive(pool), inputs),
                new StoryHandlers(new Library(pool), new Audit(pool), Themes.read()),
                new StreamHandlers(this::brief, this::brief, this::id, this::id, this::id, this::id),
                new ClientHandlers(ClientMetrics.NOOP));
        Pages pages = await(Pages.load(vertx));
        HttpVerticle verticle = await(Contract.load(vertx)
                .map(contract -> new HttpVerticle(
                        new HttpConfig(
                                "127.0.0.1", 0, 0, 0, HttpConfig.DEFAULT_HEARTBEAT, null, false, List.of(), List.of()),
                        Duration.ofSeconds(2),
                        () -> new SseConnections(
                                vertx, SseMetrics.NOOP, HttpConfig.DEFAULT_HEARTBEAT, new AtomicInteger()),
                        connections -> new Api(
                                contract,
                                routes,
                                authentication,
                                new Origins(Set.of(FRIENDLY_ORIGIN)),
                                pages,
                                new OutageCheck(() -> isDatabaseThere, StreamMetrics.NOOP),
                                Tracing.NOOP))));
        await(vertx.deployVerticle(verticle));
        port = verticle.port();
    }

    private void brief(RoutingContext context) {
        Input input = Input.of(context);
        inputs.check(input, 7, "en", "theme", "title", "custom_user_input");
        ChapterRequest request = new ChapterRequest(
                input.number("child_id"),
                input.textOrNull("theme"),
                input.intOrNull("chapter_number"),
                input.textOrNull("title"),
                input.numberOrNull("story_id"),
                input.intOrNull("choice"),
                input.textOrNull("custom_user_input"));
        Answer.json(context, 200, briefs.prepare(Caller.of(context).parentId(), request));
    }

    private void id(RoutingContext context) {
        Answer.json(context, 200, Future.succeededFuture(Input.of(context).number("stream_id")));
    }

    /** What the edge believes; the database is there all the same. */
    void databaseIsThere(boolean isThere) {
        isDatabaseThere = isThere;
    }

    Pool pool() {
        return database.pool();
    }

    void execute(String statement) {
        await(database.pool().query(statement).execute());
    }

    Vertx vertx() {
        return vertx;
    }

    DemoParent demoParent() {
        return new DemoParent(pool(), passwords);
    }

    int port() {
        return port;
    }

    /** The access token of a new parent. */
    String register(String email) {
        Reply reply = post(
                "/auth/register", null, new JsonObject().put("email", email).put("password", "long enough"));
        if (reply.status() != 201) {
            throw new IllegalStateException(reply.toString());
        }
        return reply.json().getString("access_token");
    }

    /** The id of a new child. */
    long addChild(String token, String name) {
        return post("/children", token, new JsonObject().put("name", name).put("age", 7))
                .json()
                .getLong("id");
    }

    Reply get(String path, @Nullable String token) {
        return send("GET", path, token, null);
    }

    Reply post(String path, @Nullable String token, @Nullable JsonObject body) {
        return send("POST", path, token, body);
    }

    Reply send(String method, String path, @Nullable String token, @Nullable JsonObject body) {
        HttpRequest.Builder request = request(path, token);
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        return send(request.method(
                method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.encode())));
    }

    HttpRequest.Builder request(String path, @Nullable String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1" + path));
        return (token == null ? request : request.header("Authorization", "Bearer " + token))
                .timeout(Duration.ofSeconds(20));
    }

    Reply send(HttpRequest.Builder request) {
        try {
            return new Reply(client.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        database.close();
        await(vertx.close());
    }

    /** An answer as it came. */
    record Reply(HttpResponse<String> response) {
        int status() {
            return response.statusCode();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        JsonObject json() {
            return new JsonObject(response.body());
        }

        String body() {
            return response.body();
        }

        @Override
        public String toString() {
            return status() + " " + response.headers().map() + " " + body();
        }
    }
}
