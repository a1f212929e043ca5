package com.intergalacticteacher.fault;

import static com.intergalacticteacher.testing.Patience.until;
import static com.intergalacticteacher.testing.TestObjects.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.database.DatabaseUrl;
import com.intergalacticteacher.testing.Patience;
import com.intergalacticteacher.testing.Server;
import com.intergalacticteacher.testing.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntSupplier;

/** Nodes of the real program over one PostgreSQL, a proxy before each, and a parent with one child. */
final class FaultCluster implements AutoCloseable {
    static final int POOL_SIZE = 6;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = vertx.createHttpClient(
            new HttpClientOptions().setMaxChunkSize(1 << 20).setKeepAlive(false),
            new PoolOptions().setHttp1MaxSize(5_000));
    private final List<FaultNode> nodes = new ArrayList<>();
    private final Random random;
    private final Path folder;
    private final Map<String, String> settings;
    private DatabaseUrl database;
    private Pool pool;
    private final String token;
    private final long childId;
    private int started;

    /** So many nodes; the seed is printed. */
    FaultCluster(Path folder, int size, Map<String, String> settings) throws Exception {
        this(folder, size, settings, TestDatabase.createUrl());
    }

    FaultCluster(Path folder, int size, Map<String, String> settings, DatabaseUrl database) throws Exception {
        long seed = Long.getLong("faults.seed", System.nanoTime());
        System.out.println("-Dfaults.seed=" + seed);
        random = new Random(seed);
        this.folder = folder;
        this.settings = settings;
        database(database);
        // One after the other: the first migrates.
        for (int i = 0; i < size; i++) {
            addNode().awaitReady();
        }
        token = register("mia@example.com");
        childId = addChild(token);
    }

    /** A parent's token. */
    String register(String email) throws Exception {
        JsonObject parent = new JsonObject().put("email", email).put("password", "a good long password");
        return json(nodes.get(0).call("POST", "/auth/register", "", parent.encode()))
                .getString("access_token");
    }

    long addChild(String token) throws Exception {
        JsonObject child = new JsonObject().put("name", "Mia").put("age", 7);
        return json(nodes.get(0).call("POST", "/children", token, child.encode()))
                .getLong("id");
    }

    /** One more, which does not wait to be full. */
    FaultNode addNode() throws Exception {
        TcpProxy proxy = new TcpProxy(database.port());
        Map<String, String> all = new HashMap<>(Map.of(
                "DATABASE_URL", TestDatabase.uri(through(database, proxy)),
                "DATABASE_POOL_SIZE", Integer.toString(POOL_SIZE),
                "JWT_SECRET", Server.JWT_SECRET,
                "NODE_LEASE", "4s",
                "STREAM_HEARTBEAT", "2s",
                "BUILTIN_TOKENS_PER_SECOND", "25",
                "MAX_STREAMS_PER_USER", "100000",
                "STREAM_STARTS_PER_MINUTE", "1000000",
                "REGISTRATIONS_PER_ADDRESS", "100000"));
        all.putAll(settings);
        FaultNode node = new FaultNode("node-" + nodes.size(), folder, proxy, all);
        nodes.add(node);
        node.launch();
        return node;
    }

    /** The same database, on a server that is elsewhere now. */
    void database(DatabaseUrl url) {
        if (pool != null) {
            await(pool.close());
        }
        database = url;
        pool = PgBuilder.pool().connectingTo(url.connectOptions()).using(vertx).build();
        nodes.forEach(node -> node.proxy().target(url.port()));
    }

    private static DatabaseUrl through(DatabaseUrl url, TcpProxy proxy) {
        return new DatabaseUrl("127.0.0.1", proxy.port(), url.database(), url.user(), url.password(), url.parameters());
    }

    FaultNode node(int index) {
        return nodes.get(index);
    }

    Random random() {
        return random;
    }

    Pool pool() {
        return pool;
    }

    String token() {
        return token;
    }

    long childId() {
        return childId;
    }

    /** A new story, told by that node unless it is full. */
    long start(FaultNode node) throws Exception {
        return start(node, token, childId);
    }

    long start(FaultNode node, String token, long childId) throws Exception {
        JsonObject wanted =
                new JsonObject().put("child_id", childId).put("theme", "space").put("title", "Story " + ++started);
        HttpResponse<String> answer = node.call("POST", "/stories/streams", token, wanted.encode());
        assertThat(answer.statusCode()).describedAs(answer.body()).isEqualTo(201);
        return json(answer).getLong("stream_id");
    }

    /** Reads it from any node, another one at every reconnect. */
    StoryReader read(long streamId) {
        return read(streamId, () -> nodes.get(random.nextInt(nodes.size())).port());
    }

    StoryReader read(long streamId, IntSupplier port) {
        return read(streamId, token, port);
    }

    StoryReader read(long streamId, String token, IntSupplier port) {
        return new StoryReader(vertx, client, port, token, streamId, StoryReader.SILENCE).open();
    }

    HttpResponse<String> signal(FaultNode node, long streamId, String method, String what) throws Exception {
        return node.call(method, "/stories/streams/" + streamId + what, token, "");
    }

    /** Waits for all of them and compares each with the stored chapter. */
    void check(Collection<StoryReader> readers) throws Exception {
        for (StoryReader reader : readers) {
            Patience.await(reader.ended());
            ShownStory story = reader.story();
            assertThat(story.outcome()).describedAs(reader.toString()).isEqualTo("complete");
            assertThat(story.text()).isEqualTo(chapter(reader.streamId()));
            assertThat(story.finalText()).isEqualTo(story.text());
            assertThat(story.lost()).describedAs(reader.toString()).isZero();
            assertThat(story.repeated()).describedAs(reader.toString()).isZero();
        }
    }

    static void awaitBegun(Collection<StoryReader> readers) throws Exception {
        for (StoryReader reader : readers) {
            Patience.await(reader.when(() -> reader.chunks() > 0));
        }
    }

    String chapter(long streamId) throws Exception {
        long storyId = number("SELECT story_id FROM streams WHERE id = " + streamId);
        JsonArray chapters = json(anyAlive("/stories/" + storyId)).getJsonArray("chapters");
        return chapters.getJsonObject(0).getString("story_content");
    }

    /** Of the first that can; a node that has just found PostgreSQL again asks to be asked once more. */
    private HttpResponse<String> anyAlive(String path) throws Exception {
        List<HttpResponse<String>> answers = new ArrayList<>();
        until("a node answers " + path, () -> {
            for (FaultNode node : nodes) {
                try {
                    answers.add(node.call("GET", path, token, ""));
                } catch (IOException e) {
                    continue; // that one is not there
                }
                int status = answers.get(answers.size() - 1).statusCode();
                assertThat(status).isIn(200, 503);
                if (status == 200) {
                    return true;
                }
            }
            return false;
        });
        return answers.get(answers.size() - 1);
    }

    /** Which claim a stream is told under; it grows with every take-over. */
    long epoch(long streamId) {
        return number("SELECT epoch FROM streams WHERE id = " + streamId);
    }

    long number(String query) {
        return row(query).getLong(0);
    }

    Row row(String query) {
        return await(pool.query(query).execute()).iterator().next();
    }

    /** Nothing is left of the streams but what they told: not in the database, not in any node. */
    void assertNothingLeft() throws Exception {
        until("no stream runs", () -> number("SELECT count(*) FROM streams WHERE ended_at IS NULL") == 0);
        assertThat(number("SELECT coalesce(sum(running_streams), 0)::bigint FROM parents"))
                .isZero();
        assertThat(number("SELECT count(*) FROM streams WHERE owner IS NOT NULL"))
                .isZero();
        until("nothing is watched", () -> number("SELECT count(*) FROM watches") == 0);
        until(
                "every node has its lease, and nobody else has one",
                () -> number("SELECT count(*) FROM nodes") == nodes.size()
                        && number("SELECT count(*) FROM nodes WHERE lease_until > now()") == nodes.size());
        for (FaultNode node : nodes) {
            node.assertNothingLeft();
        }
    }

    static JsonObject json(HttpResponse<String> response) {
        return new JsonObject(response.body());
    }

    @Override
    public void close() throws IOException {
        for (FaultNode node : nodes) {
            node.close();
        }
        await(pool.close());
        await(vertx.close());
    }
}
