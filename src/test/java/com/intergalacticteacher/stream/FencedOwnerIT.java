package com.intergalacticteacher.stream;

import static com.intergalacticteacher.testing.TestObjects.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.bus.Appended;
import com.intergalacticteacher.bus.LocalCodec;
import com.intergalacticteacher.bus.Stage;
import com.intergalacticteacher.database.Outage;
import com.intergalacticteacher.event.Cursor;
import com.intergalacticteacher.event.Granularity;
import com.intergalacticteacher.event.NodeStatus;
import com.intergalacticteacher.event.ReadingLevel;
import com.intergalacticteacher.event.StoryEvent;
import com.intergalacticteacher.event.WorkflowNode;
import com.intergalacticteacher.journal.Entry;
import com.intergalacticteacher.journal.Journal;
import com.intergalacticteacher.journal.JournalMetrics;
import com.intergalacticteacher.journal.PgJournal;
import com.intergalacticteacher.journal.Watched;
import com.intergalacticteacher.testing.TestDatabase;
import com.intergalacticteacher.testing.TestObjects;
import com.intergalacticteacher.trace.Tracing;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What a node had on its way to the journal when its stream was claimed arrives after the next owner has read the
 * journal. The owner is then fenced by its own stream, and goes on under one more claim.
 */
class FencedOwnerIT {
    private static final String CHAPTER = "Once upon a time.";
    private static final String BEGUN = "Once ";
    private static final String LATE = "upon ";

    private final Vertx vertx = Vertx.vertx();
    private final TestDatabase database = TestDatabase.create(vertx);
    private final Watched watched = new Watched();
    private final Running running = new Running();
    private final Outage outage = new Outage(vertx);
    private final PgJournal journal =
            new PgJournal(database.pool(), database.pool(), outage, watched, JournalMetrics.NOOP);
    private final AtomicBoolean hasLanded = new AtomicBoolean();

    @AfterEach
    void close() {
        await(vertx.undeploy(vertx.deploymentIDs().iterator().next()));
        database.close();
        await(vertx.close());
    }

    @Test
    void owner_fencedByItsForerunnersLastAppend_goesOnFromItAndRepeatsNothing() {
        StreamConfig config = TestObjects.streamConfig("first", 3, 20);
        PgStreams streams = new PgStreams(vertx, database.pool(), outage, config, TestObjects.NO_SHELF);
        TestObjects.Family family = TestObjects.family(database.pool(), "mia@example.com");
        long stream = await(streams.open(
                        new NewStream(
                                family.parentId(),
                                family.childId(),
                                null,
                                TestObjects.BRIEF,
                                Granularity.TOKEN,
                                null,
                                null),
                        await(new Nodes(database.pool(), config).join())))
                .state()
                .streamId();
        await(journal.append(entry(
                stream,
                1,
                new StoryEvent.Node(WorkflowNode.WORKFLOW, NodeStatus.STARTED),
                new StoryEvent.Node(WorkflowNode.GENERATE_CONTENT, NodeStatus.STARTED),
                new StoryEvent.Content(BEGUN, 0))));
        vertx.eventBus().registerDefaultCodec(Draft.class, new LocalCodec<>(Draft.class));
        vertx.eventBus().registerDefaultCodec(Appended.class, new LocalCodec<>(Appended.class));
        Seen seen = new Seen();
        Context context = vertx.getOrCreateContext();
        context.runOnContext(v ->
                new StreamReader(context, vertx.eventBus(), journal, new Viewed(), Cursor.start(stream), seen).open());

        Stages stages = new Stages(vertx, late(), streams, running, config, StreamMetrics.NOOP, Tracing.NOOP);
        consume(stages);
        // Joining under the name of the node that had it sets the stream free.
        await(vertx.deployVerticle(new ClaimsVerticle(
                new Claims(
                        new Lease(new Nodes(database.pool(), config), config.nodeLease()),
                        streams,
                        journal,
                        running,
                        watched,
                        stages,
                        config,
                        StreamMetrics.NOOP,
                        Tracing.NOOP),
                running,
                config)));

        String frames = await(seen.end.future()).toString();
        assertThat(hasLanded).isTrue();
        assertThat(epoch(stream)).isEqualTo(3);
        List<String> ids =
                frames.lines().filter(line -> line.startsWith("id: ")).toList();
        assertThat(ids)
                .isEqualTo(IntStream.rangeClosed(1, ids.size())
                        .mapToObj(seq -> "id: " + stream + ":" + seq)
                        .toList());
        assertThat(text(Frames.decode(Buffer.buffer(frames)))).isEqualTo(CHAPTER);
        assertThat(running.size()).isZero();
        assertThat(running.takeUntold()).isEmpty();
    }

    /** Lets the former owner's append land just before the next owner's first. */
    private Journal late() {
        return new Journal() {
            @Override
            public Future<Void> append(Entry entry) {
                if (entry.epoch() == 1 || !hasLanded.compareAndSet(false, true)) {
                    return journal.append(entry);
                }
                Entry landed = entry(entry.streamId(), entry.seq(), new StoryEvent.Content(LATE, BEGUN.length()));
                return database.pool()
                        .preparedQuery(
                                "INSERT INTO journal (stream_id, epoch, seq, last_seq, frames) VALUES ($1, 1, $2, $3, $4)")
                        .execute(Tuple.of(landed.streamId(), landed.seq(), landed.lastSeq(), landed.frames()))
                        .compose(rows -> journal.append(entry));
            }

            @Override
            public Future<List<Entry>> read(long streamId, int seq) {
                return journal.read(streamId, seq);
            }
        };
    }

    private static void consume(Stages stages) {
        stages.consume(Stage.GENERATE_CONTENT, (draft, writer) -> {
            writer.content(CHAPTER.substring(draft.text().length()));
            return Future.succeededFuture(new StageWork.Result.Next(draft));
        });
        stages.consume(Stage.SAFETY_CHECK, (draft, writer) -> Future.succeededFuture(new StageWork.Result.Next(draft)));
        stages.consume(
                Stage.METADATA,
                (draft, writer) -> Future.succeededFuture(new StageWork.Result.Complete(
                        new StoryEvent.Metadata(1, ReadingLevel.BEGINNER, List.of(), 4, 1), told(draft))));
    }

    private static StoryEvent.Told told(Draft draft) {
        return new StoryEvent.Told(
                true,
                draft.text(),
                List.of(),
                null,
                List.of(),
                1,
                1,
                true,
                ReadingLevel.BEGINNER,
                draft.storyId(),
                draft.streamId(),
                "Once",
                1);
    }

    private static Entry entry(long stream, int seq, StoryEvent... events) {
        Buffer frames = Buffer.buffer();
        for (int i = 0; i < events.length; i++) {
            Frames.append(frames, stream, seq + i, events[i]);
        }
        return new Entry(stream, 1, seq, seq + events.length - 1, false, frames);
    }

    private static String text(List<StoryEvent> events) {
        StringBuilder text = new StringBuilder();
        for (StoryEvent event : events) {
            if (event instanceof StoryEvent.Content content) {
                assertThat(content.offset()).isEqualTo(text.length());
                text.append(content.chunk());
            }
        }
        return text.toString();
    }

    private long epoch(long stream) {
        return await(database.pool()
                        .preparedQuery("SELECT epoch FROM streams WHERE id = $1")
                        .execute(Tuple.of(stream)))
                .iterator()
                .next()
                .getLong(0);
    }

    /** All frames, once the last is there. */
    private static final class Seen implements Viewer {
        private final Buffer all = Buffer.buffer();
        private final Promise<Buffer> end = Promise.promise();

        @Override
        public void frames(Buffer frames, int lastSeq) {
            all.appendBuffer(frames);
        }

        @Override
        public boolean isFull() {
            return false;
        }

        @Override
        public void end() {
            end.complete(all);
        }

        @Override
        public void comeBack() {
            end.fail("to come back");
        }
    }
}
