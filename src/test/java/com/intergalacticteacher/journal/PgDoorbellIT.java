package com.intergalacticteacher.journal;

import static com.intergalacticteacher.testing.TestObjects.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.database.Outage;
import com.intergalacticteacher.testing.TestDatabase;
import com.intergalacticteacher.testing.TestObjects;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PgDoorbellIT {
    private final Vertx vertx = Vertx.vertx();
    private final TestDatabase database = TestDatabase.create(vertx);
    private final Watched watched = new Watched();
    private final PgJournal journal =
            new PgJournal(database.pool(), database.pool(), new Outage(vertx), watched, JournalMetrics.NOOP);
    private final BlockingQueue<Notice> heard = new LinkedBlockingQueue<>();
    private final PgDoorbell doorbell =
            new PgDoorbell(vertx, database.database().connectOptions(), heard::add);
    private final long teller = node("teller");
    private final long viewer = node("viewer");
    private final long stream = stream();

    @AfterEach
    void close() {
        doorbell.close();
        database.close();
        await(vertx.close());
    }

    @Test
    void append_ofAWatchedStream_ringsAtTheViewersNodeOnly() throws Exception {
        await(doorbell.listen(viewer));
        await(journal.append(entry(1)));
        await(database.pool()
                .preparedQuery("INSERT INTO watches VALUES ($1, $2)")
                .execute(Tuple.of(stream, viewer)));
        watched.add(stream);
        await(journal.append(entry(2)));

        assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo(new Notice(Notice.Kind.APPENDED, stream, 2));
        assertThat(heard).isEmpty();
        assertThat(await(journal.read(stream, 0))).hasSize(2);
    }

    @Test
    void erase_ofARunningStream_ringsEverywhere() throws Exception {
        await(doorbell.listen(viewer));
        await(database.pool().query("DELETE FROM children").execute());
        assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo(new Notice(Notice.Kind.ERASED, stream, 0));
    }

    @Test
    void query_afterTheConnectionWasLost_failsUntilItListensAgain() throws Exception {
        await(doorbell.listen(viewer));
        await(database.pool()
                .query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'"
                        + " AND datname = current_database()")
                .execute());
        assertThat(doorbell.query("SELECT 1", Tuple.tuple())
                        .transform(done -> io.vertx.core.Future.succeededFuture(done.failed()))
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get(10, TimeUnit.SECONDS))
                .isTrue();
        assertThat(doorbell.isListening(viewer)).isFalse();

        await(doorbell.listen(viewer));
        await(database.pool()
                .query("SELECT pg_notify('" + PgDoorbell.channel(viewer) + "', 'pause 7 0')")
                .execute());
        assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo(new Notice(Notice.Kind.PAUSE, 7, 0));
    }

    private long node(String name) {
        return await(database.pool()
                        .preparedQuery("INSERT INTO nodes (name, lease_until) VALUES ($1, now() + interval '1 hour')"
                                + " RETURNING id")
                        .execute(Tuple.of(name)))
                .iterator()
                .next()
                .getLong("id");
    }

    private long stream() {
        TestObjects.Family family = TestObjects.family(database.pool(), "mia@example.com");
        return await(database.pool()
                        .preparedQuery(
                                "WITH s AS (INSERT INTO stories (child_id, theme) VALUES ($2, 'space') RETURNING id)"
                                        + " INSERT INTO streams (parent_id, child_id, story_id, chapter_number, fingerprint,"
                                        + " brief, granularity, owner, epoch)"
                                        + " SELECT $1, $2, s.id, 1, 'x', '{}', 'token', $3, 1 FROM s RETURNING id")
                        .execute(Tuple.of(family.parentId(), family.childId(), teller)))
                .iterator()
                .next()
                .getLong("id");
    }

    private Entry entry(int seq) {
        return new Entry(stream, 1, seq, seq, false, Buffer.buffer("data: {}\n\n"));
    }
}
