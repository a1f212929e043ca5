package com.intergalacticteacher.stream;

import static com.intergalacticteacher.testing.TestObjects.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.AppConfig;
import com.intergalacticteacher.testing.Server;
import com.intergalacticteacher.testing.SseStream;
import com.intergalacticteacher.testing.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A story whose events have been cleared away, seen from outside. */
class RetentionIT {
    private final Vertx vertx = Vertx.vertx();
    private final Server server = Server.start(Map.of());
    private final Pool pool = PgBuilder.pool()
            .connectingTo(server.database().connectOptions())
            .using(vertx)
            .build();
    private final Retention retention = new Retention(
            pool,
            AppConfig.read(
                    Map.of("DATABASE_URL", TestDatabase.uri(server.database()), "JWT_SECRET", Server.JWT_SECRET),
                    Path.of("target", "no-configuration"))
                    .stream());

    @AfterEach
    void close() {
        await(pool.close());
        await(vertx.close());
        server.close();
    }

    @Test
    void expire_aToldStory_replaysFromItsChapter() {
        List<SseStream.Event> told = tell();
        SseStream.Event last = told.get(told.size() - 1);
        long stream = last.data().getJsonObject("story").getLong("stream_id");
        age(stream);
        await(retention.expire());
        assertThat(count("SELECT count(*) FROM journal")).isZero();

        List<SseStream.Event> replayed = read(stream, "");
        assertThat(SseStream.story(replayed)).isEqualTo(SseStream.story(told));
        assertThat(replayed.get(replayed.size() - 1).data()).isEqualTo(last.data());
        assertThat(replayed.get(replayed.size() - 1).id()).isEqualTo(last.id());
        assertThat(replayed).extracting(SseStream.Event::seq).isEqualTo(numbers(1, last.seq()));
        List<String> after = List.of(
                "node generate_content completed",
                "node safety_check started",
                "safety_check",
                "node safety_check completed",
                "metadata",
                "complete");
        assertThat(replayed.stream().map(SseStream.Event::name).filter(name -> !name.equals("progress")))
                .startsWith("node workflow started", "node generate_content started", "content")
                .endsWith(after.toArray(String[]::new))
                .hasSize(3 + after.size());

        SseStream.Event middle = told.stream()
                .filter(event -> event.type().equals("content"))
                .findFirst()
                .orElseThrow();
        List<SseStream.Event> rest = read(stream, middle.id());
        assertThat(rest.get(0).name()).isEqualTo("revision");
        assertThat(SseStream.story(rest)).isEqualTo(SseStream.story(told));
        assertThat(rest).extracting(SseStream.Event::seq).isEqualTo(numbers(middle.seq() + 1, last.seq()));

        for (int left = 1; left <= after.size(); left++) {
            assertThat(read(stream, stream + ":" + (last.seq() - left)).stream().map(SseStream.Event::name))
                    .isEqualTo(after.subList(after.size() - left, after.size()));
        }

        assertThat(server.stream("/stories/streams/" + stream, "Last-Event-ID", last.id())
                        .status())
                .isEqualTo(204);
    }

    /** Of 100 streams each. */
    @Test
    void expire_ofManyStreams_goesOnBatchAfterBatch() {
        tell();
        await(pool.query("""
                        INSERT INTO streams (parent_id, child_id, story_id, chapter_number, fingerprint, brief, granularity,
                          ended_at, outcome, last_seq)
                        SELECT parent_id, child_id, story_id, chapter_number + n, fingerprint, brief, granularity,
                          ended_at, outcome, last_seq FROM streams CROSS JOIN generate_series(1, 250) AS n
                        """).execute());
        await(pool.query("INSERT INTO journal (stream_id, epoch, seq, last_seq, frames)"
                        + " SELECT id, 1, 1000, 1000, '' FROM streams")
                .execute());
        await(pool.query("UPDATE streams SET ended_at = now() - interval '3 days'")
                .execute());
        await(retention.expire());
        assertThat(count("SELECT count(*) FROM journal")).isZero();
        assertThat(count("SELECT count(*) FROM streams WHERE journal_gone")).isEqualTo(251);
        assertThat(count("SELECT count(*) FROM chapters")).isEqualTo(1);
    }

    @Test
    void expire_whileAnotherNodeIsAtIt_leavesItToThat() {
        tell();
        await(pool.query("UPDATE streams SET ended_at = now() - interval '3 days'")
                .execute());
        SqlConnection other = await(pool.getConnection());
        Transaction working = await(other.begin());
        await(other.query("SELECT pg_advisory_xact_lock(" + Retention.LOCK + ")")
                .execute());
        await(retention.expire());
        assertThat(count("SELECT count(*) FROM journal")).isPositive();
        await(working.rollback());
        await(other.close());
        await(retention.expire());
        assertThat(count("SELECT count(*) FROM journal")).isZero();
    }

    @Test
    void expire_beforeItsTime_keepsEverything() {
        tell();
        long events = count("SELECT count(*) FROM journal");
        await(retention.expire());
        assertThat(count("SELECT count(*) FROM journal")).isEqualTo(events).isPositive();
    }

    @Test
    void expire_aStreamWithoutAStory_erasesItAndItsEmptyStory() {
        tell();
        await(pool.query("UPDATE streams SET outcome = 'error', ended_at = now() - interval '3 days',"
                        + " started_at = now() - interval '3 days'")
                .execute());
        await(pool.query("DELETE FROM chapters").execute());
        await(retention.expire());
        assertThat(count("SELECT count(*) FROM streams")).isZero();
        assertThat(count("SELECT count(*) FROM stories")).isZero();
        assertThat(count("SELECT count(*) FROM journal")).isZero();
    }

    @Test
    void sweep_whatNobodyRefersTo_isErased() {
        tell();
        long events = count("SELECT count(*) FROM journal");
        await(pool.query(
                        "INSERT INTO journal (stream_id, epoch, seq, last_seq, frames)"
                                + " SELECT stream, 1, seq, seq, '' FROM generate_series(100000, 102500) stream, generate_series(1, 2) seq")
                .execute());
        await(pool.query("INSERT INTO nodes (name, lease_until) VALUES ('long gone', now() - interval '2 hours')")
                .execute());
        await(retention.sweep());
        assertThat(count("SELECT count(*) FROM journal")).isEqualTo(events);
        assertThat(count("SELECT count(*) FROM nodes WHERE name = 'long gone'")).isZero();
    }

    private static List<Integer> numbers(int first, int last) {
        return IntStream.rangeClosed(first, last).boxed().toList();
    }

    private List<SseStream.Event> tell() {
        try (SseStream stream = server.generate("space")) {
            return stream.rest();
        }
    }

    private List<SseStream.Event> read(long streamId, String cursor) {
        String path = "/stories/streams/" + streamId;
        try (SseStream stream = cursor.isEmpty() ? server.stream(path) : server.stream(path, "Last-Event-ID", cursor)) {
            return stream.rest();
        }
    }

    private void age(long streamId) {
        await(pool.query("UPDATE streams SET ended_at = now() - interval '3 days' WHERE id = " + streamId)
                .execute());
    }

    private long count(String query) {
        return await(pool.query(query).execute()).iterator().next().getLong(0);
    }
}
