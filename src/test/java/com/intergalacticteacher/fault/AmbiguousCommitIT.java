package com.intergalacticteacher.fault;

import static com.intergalacticteacher.testing.Patience.until;
import static com.intergalacticteacher.testing.TestObjects.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.database.DatabaseUrl;
import com.intergalacticteacher.database.Outage;
import com.intergalacticteacher.event.Granularity;
import com.intergalacticteacher.journal.Entry;
import com.intergalacticteacher.journal.JournalMetrics;
import com.intergalacticteacher.journal.PgJournal;
import com.intergalacticteacher.journal.Watched;
import com.intergalacticteacher.stream.NewStream;
import com.intergalacticteacher.stream.Outcome;
import com.intergalacticteacher.stream.PgStreams;
import com.intergalacticteacher.stream.Streams;
import com.intergalacticteacher.testing.TestDatabase;
import com.intergalacticteacher.testing.TestObjects;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The connection dies when PostgreSQL has committed and its answer is on the way: no event twice, none lost. */
class AmbiguousCommitIT {
    private final Vertx vertx = Vertx.vertx();
    private final TestDatabase database = TestDatabase.create(vertx);
    private TcpProxy proxy;
    private Pool pool;
    private PgJournal journal;
    private PgStreams streams;
    private Streams.Opened opened;
    private long stream;

    @BeforeEach
    void open() throws IOException {
        DatabaseUrl url = database.url();
        proxy = new TcpProxy(url.port());
        pool = PgBuilder.pool()
                .connectingTo(url.connectOptions()
                        .setPort(proxy.port())
                        .setCachePreparedStatements(true)) // sent whole, without asking first
                .with(new PoolOptions().setMaxSize(1))
                .using(vertx)
                .build();
        Outage outage = new Outage(vertx);
        journal = new PgJournal(pool, pool, outage, new Watched(), JournalMetrics.NOOP);
        streams = new PgStreams(vertx, pool, outage, TestObjects.streamConfig("first", 3, 20), TestObjects.NO_SHELF);
        TestObjects.Family family = TestObjects.family(database.pool(), "mia@example.com");
        long node = number(
                "INSERT INTO nodes (name, lease_until) VALUES ('first', now() + interval '1 hour') RETURNING id");
        opened = await(streams.open(
                new NewStream(
                        family.parentId(), family.childId(), null, TestObjects.BRIEF, Granularity.TOKEN, null, null),
                node));
        stream = opened.state().streamId();
    }

    @AfterEach
    void close() throws IOException {
        await(pool.close());
        proxy.close();
        database.close();
        await(vertx.close());
    }

    @Test
    void append_whoseAnswerIsLost_isThereOnceAndCompletes() throws Exception {
        await(journal.append(entry(1, 2, false)));
        proxy.mute();
        Future<Void> append = journal.append(entry(3, 5, false));
        until("it is committed", () -> number("SELECT count(*) FROM journal WHERE seq = 3") == 1);
        assertThat(append.isComplete()).describedAs("it knows not yet").isFalse();
        loseTheAnswer();

        await(append);
        await(journal.append(entry(6, 6, false)));
        assertThat(await(journal.read(stream, 0)))
                .containsExactly(entry(1, 2, false), entry(3, 5, false), entry(6, 6, false));
    }

    @Test
    void append_thatNeverArrived_isThereOnceAndCompletes() throws Exception {
        await(journal.append(entry(1, 2, false)));
        proxy.blackhole();
        Future<Void> append = journal.append(entry(3, 5, false));
        loseTheAnswer();

        await(append);
        assertThat(await(journal.read(stream, 0))).containsExactly(entry(1, 2, false), entry(3, 5, false));
    }

    /** Nothing more comes from here after what is asked first, so no lock waits for a word of this node. */
    @Test
    void end_whoseAnswerIsLost_isEndedOnceAndCompletes() throws Exception {
        await(journal.append(entry(1, 2, false)));
        proxy.muteAt("events 3 to 4");
        Future<Void> end = streams.end(opened.draft(), entry(3, 4, true), Outcome.ERROR, null);
        until("it has ended", () -> number("SELECT count(*) FROM streams WHERE ended_at IS NOT NULL") == 1);
        assertThat(end.isComplete()).describedAs("it knows not yet").isFalse();
        loseTheAnswer();

        await(end);
        assertThat(await(journal.read(stream, 0))).containsExactly(entry(1, 2, false), entry(3, 4, true));
        assertThat(number("SELECT running_streams::bigint FROM parents")).isZero();
        assertThat(number("SELECT last_seq::bigint FROM streams")).isEqualTo(4);
    }

    /** What was committed may be seen before the answer has come as far as the proxy. */
    private void loseTheAnswer() throws Exception {
        assertThat(proxy.connections()).isEqualTo(1);
        until("bytes are lost", () -> proxy.swallowed() > 0);
        proxy.cut();
        proxy.heal();
    }

    private Entry entry(int seq, int lastSeq, boolean isTerminal) {
        return new Entry(stream, 1, seq, lastSeq, isTerminal, Buffer.buffer("events " + seq + " to " + lastSeq));
    }

    private long number(String query) {
        return await(database.pool().query(query).execute()).iterator().next().getLong(0);
    }
}
