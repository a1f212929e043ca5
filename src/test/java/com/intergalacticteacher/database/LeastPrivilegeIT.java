package com.intergalacticteacher.database;

import static com.intergalacticteacher.testing.TestObjects.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.intergalacticteacher.testing.Server;
import com.intergalacticteacher.testing.SseStream;
import com.intergalacticteacher.testing.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The role that the documentation describes, made by the very SQL that stands there. */
class LeastPrivilegeIT {
    private static final String PASSWORD = "a password of the tests";

    private static String documented(DatabaseUrl url) throws Exception {
        Matcher sql = Pattern.compile("(?s)```sql\n(.*?)```")
                .matcher(Files.readString(Path.of("src", "site", "markdown", "security.md")));
        assertThat(sql.find()).isTrue();
        return sql.group(1)
                .replace("'…'", "'" + PASSWORD + "'")
                .replace("DATABASE stories ", "DATABASE " + url.database() + " ")
                .replace("stories_owner", url.user());
    }

    @Test
    void documentedRole_runsTheProgramAndChangesNoSchema() throws Exception {
        Vertx vertx = Vertx.vertx();
        try (TestDatabase owner = TestDatabase.create(vertx)) {
            await(owner.pool().query(documented(owner.url())).execute());
            DatabaseUrl url = DatabaseUrl.parse("postgresql://stories_app:" + PASSWORD.replace(" ", "%20") + "@"
                    + owner.url().host() + ":" + owner.url().port() + "/"
                    + owner.url().database());

            try (Server server = new Server(url, Map.of())) {
                runEverything(server);
            }

            Database database = await(Database.open(
                    vertx, new DatabaseConfig(url, Path.of("unused"), 2, DatabaseConfig.DEFAULT_STATEMENT_TIMEOUT)));
            for (String sql : new String[] {
                "CREATE TABLE mine (id int)",
                "DROP TABLE journal",
                "ALTER TABLE parents ADD COLUMN evil text",
                "TRUNCATE journal",
                "DELETE FROM flyway_schema_history",
                "CREATE ROLE evil",
                "COPY parents TO PROGRAM 'true'",
            }) {
                assertThatThrownBy(() -> await(database.pool().query(sql).execute()))
                        .as(sql)
                        .hasMessageContaining("42501");
            }
            await(database.close());
        } finally {
            await(vertx.close());
        }
    }

    /** Signs up, tells, reads, cancels, refreshes and erases, each with statements of its own. */
    private static void runEverything(Server server) {
        try (SseStream stream = server.generate("space")) {
            assertThat(stream.rest()).extracting(SseStream.Event::type).endsWith("complete");
        }
        String ticket = Server.json(server.post("/auth/stream-ticket", server.token(), null))
                .getString("ticket");
        assertThat(server.get("/stories/streams/1?ticket=" + ticket, null).statusCode())
                .isEqualTo(200);
        JsonObject wanted = new JsonObject().put("child_id", server.childId()).put("theme", "ocean");
        JsonObject second = Server.json(server.post("/stories/streams", server.token(), wanted));
        server.post("/stories/streams/" + second.getLong("stream_id") + "/pause", server.token(), null);
        assertThat(server.delete("/stories/streams/" + second.getLong("stream_id"), server.token())
                        .statusCode())
                .isEqualTo(204);
        for (String path : List.of("/stories", "/stories/1", "/stories/1/cuts", "/children/1/export", "/auth/me")) {
            assertThat(server.get(path, server.token()).statusCode()).as(path).isEqualTo(200);
        }
        for (String path : List.of("/stories/1", "/children/1", "/auth/me")) {
            assertThat(server.delete(path, server.token()).statusCode())
                    .as(path)
                    .isEqualTo(204);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {700, 0})
    void statementTimeout_isCarriedByEveryConnectionOfThePools(int millis) {
        Vertx vertx = Vertx.vertx();
        DatabaseConfig config =
                new DatabaseConfig(TestDatabase.createUrl(), Path.of("unused"), 1, Duration.ofMillis(millis));
        Database database = await(Database.open(vertx, config));

        for (Pool pool : List.of(database.pool(), database.journalPool())) {
            assertThat(await(pool.query("""
                            SELECT setting::int FROM pg_settings WHERE name IN
                              ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout')
                            """).execute()))
                    .extracting(row -> row.getInteger(0))
                    .containsExactly(millis, millis, millis);
        }

        await(database.close());
        await(vertx.close());
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT pg_sleep(30)", "DO 'BEGIN LOOP END LOOP; END'"})
    void statement_tooLong_isGivenUp(String sql) {
        Vertx vertx = Vertx.vertx();
        DatabaseConfig config =
                new DatabaseConfig(TestDatabase.createUrl(), Path.of("unused"), 1, Duration.ofMillis(300));
        Database database = await(Database.open(vertx, config));

        assertThatThrownBy(() -> await(database.pool().query(sql).execute())).hasMessageContaining("57014");

        await(database.close());
        await(vertx.close());
    }
}
