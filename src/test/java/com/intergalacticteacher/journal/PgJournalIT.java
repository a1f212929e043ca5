package com.intergalacticteacher.journal;

import static com.intergalacticteacher.testing.TestObjects.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.intergalacticteacher.database.Outage;
import com.intergalacticteacher.testing.TestDatabase;
import com.intergalacticteacher.testing.TestObjects;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PgJournalIT extends JournalContract {
    private static final String WAITING_APPENDS =
            "FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
                    + " AND query LIKE 'INSERT INTO journal%'";

    private final Vertx vertx = Vertx.vertx();
    private final TestDatabase database = TestDatabase.create(vertx);
    private final List<Integer> commits = new CopyOnWriteArrayList<>();
    private final Journal journal = new PgJournal(
            database.pool(), database.pool(), new Outage(vertx), new Watched(), (nanos, events) -> commits.add(events));
    private TestObjects.Family family;
    private long story;
    private int chapters;

    @BeforeAll
    void story() {
        family = TestObjects.family(database.pool(), "mia@example.com");
        story = id(
                "INSERT INTO stories (child_id, theme) VALUES ($1, 'friendship') RETURNING id",
                Tuple.of(family.childId()));
    }

    @BeforeEach
    void forgetCommits() {
        commits.clear();
    }

    @AfterAll
    void close() {
        database.close();
        await(vertx.close());
    }

    @Override
    Journal journal() {
        return journal;
    }

    @Override
    long stream() {
        chapters++;
        return id(
                "INSERT INTO streams (parent_id, child_id, story_id, chapter_number, fingerprint, brief, granularity, epoch)"
                        + " VALUES ($1, $2, $3, $4, int4send($4), '', 'token', 1) RETURNING id",
                Tuple.of(family.parentId(), family.childId(), story, chapters));
    }

    @Override
    void claim(long streamId) {
        id("UPDATE streams SET epoch = epoch + 1 WHERE id = $1 RETURNING id", Tuple.of(streamId));
    }

    @Override
    void end(long streamId) {
        id("UPDATE streams SET ended_at = now() WHERE id = $1 RETURNING id", Tuple.of(streamId));
    }

    @Test
    void append_ofManyStreamsAtOnce_comesOutInFewCommits() {
        List<Long> streams = IntStream.range(0, 400).mapToObj(i -> stream()).toList();

        await(Future.all(streams.stream()
                .map(stream -> journal.append(entry(stream, 1, 1, 2, "a")))
                .toList()));

        assertThat(commits).hasSizeLessThan(40);
        assertThat(commits.stream().mapToInt(Integer::intValue).sum()).isEqualTo(800);
    }

    @Test
    void append_toAnIdleJournal_isOneCommitAtOnce() {
        long stream = stream();
        await(journal.append(entry(stream, 1, 1, 1, "a")));
        await(journal.append(entry(stream, 1, 2, 2, "b")));
        assertThat(commits).containsExactly(1, 1);
    }

    @Test
    void append_refusedByTheServer_failsAndHoldsUpNothing() {
        long stream = stream();
        execute("ALTER TABLE journal RENAME TO elsewhere");

        assertThatThrownBy(() -> await(journal.append(entry(stream, 1, 1, 1, "a"))))
                .hasCauseInstanceOf(PgException.class)
                .hasMessageContaining("journal");

        execute("ALTER TABLE elsewhere RENAME TO journal");
        await(journal.append(entry(stream, 1, 1, 1, "a")));
        assertThat(readAll(stream, 0)).hasSize(1);
    }

    @Test
    void append_whoseConnectionDies_isTriedAgain() {
        long stream = stream();
        Entry entry = entry(stream, 1, 1, 1, "a");

        await(appendThatDies(entry, "SELECT"));

        assertThat(readAll(stream, 0)).containsExactly(entry);
    }

    /** What the first try committed before its answer was lost is its own, not another writer's. */
    @Test
    void append_committedBeforeItsConnectionDied_completes() {
        long stream = stream();
        Entry entry = entry(stream, 1, 1, 1, "a");

        await(appendThatDies(entry, "INSERT INTO journal VALUES (" + stream + ", 1, 1, 1, false, 'a')"));

        assertThat(readAll(stream, 0)).containsExactly(entry);
    }

    @Test
    void append_whoseSeqAnotherTookWhileItsConnectionDied_isFenced() {
        long stream = stream();

        Future<Void> append = appendThatDies(
                entry(stream, 1, 1, 1, "a"), "INSERT INTO journal VALUES (" + stream + ", 2, 1, 1, false, 'b')");

        assertThatThrownBy(() -> await(append)).hasCauseInstanceOf(FencedException.class);
    }

    /** What is read from several storytellers in one turn of an event loop. */
    @Test
    void appends_ofOneTurn_goInOneCommit() {
        List<Long> streams = List.of(stream(), stream(), stream());
        Promise<Void> appended = Promise.promise();
        vertx.getOrCreateContext()
                .runOnContext(v -> Future.all(streams.stream()
                                .map(stream -> journal.append(entry(stream, 1, 1, 2, "together")))
                                .toList())
                        .<Void>mapEmpty()
                        .onComplete(appended));

        await(appended.future());
        assertThat(commits).containsExactly(6);
    }

    /** What a forerunner had on the way when the stream was claimed: its successor is fenced, and nobody else. */
    @Test
    void append_whoseSeqIsThereAlready_isFencedAndTakesNobodyAlong() {
        long taken = stream();
        long other = stream();
        Entry forerunners = entry(taken, 1, 1, 1, "forerunner's");
        Entry others = entry(other, 1, 1, 1, "other's");
        await(journal.append(forerunners));
        claim(taken);
        commits.clear();
        Promise<Void> appended = Promise.promise();
        AtomicReference<Future<Void>> successors = new AtomicReference<>();
        vertx.getOrCreateContext().runOnContext(v -> {
            successors.set(journal.append(entry(taken, 2, 1, 1, "successor's")));
            Future.join(successors.get(), journal.append(others))
                    .otherwiseEmpty()
                    .<Void>mapEmpty()
                    .onComplete(appended);
        });

        await(appended.future());

        assertThatThrownBy(() -> await(successors.get())).hasCauseInstanceOf(FencedException.class);
        assertThat(readAll(taken, 0)).containsExactly(forerunners);
        assertThat(readAll(other, 0)).containsExactly(others);
        assertThat(commits).containsExactly(2);
    }

    /** A node that stops takes its verticles down one after the other; the others' streams go on to be journaled. */
    @Test
    void append_whoseVerticleGoesBeforeItsCommitBegins_isCommittedAllTheSame() {
        long stream = stream();
        Journal patient = new PgJournal(
                database.pool(),
                database.pool(),
                new Outage(vertx),
                new Watched(),
                (nanos, events) -> {},
                Duration.ofSeconds(1));
        Promise<Void> second = Promise.promise();
        await(vertx.deployVerticle(new VerticleBase() {
            @Override
            public Future<?> start() {
                return patient.append(entry(stream, 1, 1, 1, "first"))
                        .onSuccess(v -> context.runOnContext(w -> {
                            patient.append(entry(stream, 1, 2, 2, "second")).onComplete(second);
                            vertx.undeploy(context.deploymentID());
                        }));
            }
        }));

        await(second.future());

        assertThat(readAll(stream, 0)).hasSize(2);
    }

    /** One commit after the other, with the next words each time: none waits for good. */
    @Test
    void appends_oneAfterTheOther_areAllThere() {
        long stream = stream();
        Promise<Void> appended = Promise.promise();
        vertx.getOrCreateContext().runOnContext(v -> appendFrom(stream, 1, 30).onComplete(appended));

        await(appended.future());
        assertThat(readAll(stream, 0)).hasSize(30);
        assertThat(commits).hasSize(30).containsOnly(1);
    }

    private Future<Void> appendFrom(long stream, int seq, int last) {
        return seq > last
                ? Future.succeededFuture()
                : journal.append(entry(stream, 1, seq, seq, "word")).compose(v -> appendFrom(stream, seq + 1, last));
    }

    /** As where a node was replaced, or claimed again what it had let go: the one that is fenced must not ring. */
    @Test
    void append_ofAReplacedWriterInTheBatchOfTheNext_isFenced() {
        long stream = stream();
        Entry former = entry(stream, 1, 1, 3, "former");
        Entry next = entry(stream, 2, 1, 1, "next");
        SqlConnection other = await(database.pool().getConnection());
        Transaction transaction = await(other.begin());
        await(other.query("LOCK TABLE journal").execute());
        Future<Void> before = journal.append(entry(stream(), 1, 1, 1, "before"));
        awaitWaitingAppend();
        claim(stream);
        Future<Void> formers = journal.append(former);
        Future<Void> nexts = journal.append(next);
        await(transaction.commit());
        await(other.close());

        await(before);
        await(nexts);
        assertThatThrownBy(() -> await(formers)).hasCauseInstanceOf(FencedException.class);
        assertThat(readAll(stream, 0)).containsExactly(next);
        assertThat(commits).containsExactly(1, 4);
    }

    /** The append meets a locked table, {@code meanwhile} is done, and the server ends the append's connection. */
    private Future<Void> appendThatDies(Entry entry, String meanwhile) {
        SqlConnection other = await(database.pool().getConnection());
        Transaction transaction = await(other.begin());
        await(other.query("LOCK TABLE journal").execute());
        Future<Void> append = journal.append(entry);
        awaitWaitingAppend();
        await(other.query(meanwhile).execute());
        execute("SELECT pg_terminate_backend(pid) " + WAITING_APPENDS);
        await(transaction.commit());
        await(other.close());
        return append;
    }

    private void awaitWaitingAppend() {
        long end = System.nanoTime() + 10_000_000_000L;
        while (id("SELECT count(*) AS id " + WAITING_APPENDS, Tuple.tuple()) == 0) {
            assertThat(System.nanoTime()).as("the append waits for the lock").isLessThan(end);
        }
    }

    private void execute(String sql) {
        await(database.pool().query(sql).execute());
    }

    private long id(String sql, Tuple values) {
        return await(database.pool().preparedQuery(sql).execute(values))
                .iterator()
                .next()
                .getLong("id");
    }
}
