package com.intergalacticteacher.stream;

import static com.intergalacticteacher.testing.TestObjects.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.intergalacticteacher.bus.Appended;
import com.intergalacticteacher.bus.LocalCodec;
import com.intergalacticteacher.bus.Ring;
import com.intergalacticteacher.event.ErrorCode;
import com.intergalacticteacher.event.Granularity;
import com.intergalacticteacher.event.NodeStatus;
import com.intergalacticteacher.event.StoryEvent;
import com.intergalacticteacher.event.WorkflowNode;
import com.intergalacticteacher.journal.Entry;
import com.intergalacticteacher.journal.FencedException;
import com.intergalacticteacher.testing.InMemoryJournal;
import com.intergalacticteacher.testing.TestObjects;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamWriterTest {
    private static final long STREAM = 42;
    private static final int MAX_WORDS = 3;
    private static final StoryEvent NODE = new StoryEvent.Node(WorkflowNode.GENERATE_CONTENT, NodeStatus.COMPLETED);

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final InMemoryJournal journal = new InMemoryJournal();
    private final List<Appended> rings = new CopyOnWriteArrayList<>();
    private final List<Integer> durableAtRing = new CopyOnWriteArrayList<>();
    private final StreamWriter writer =
            writer(Draft.blank(STREAM, 1, 3, 7, TestObjects.BRIEF, Granularity.TOKEN, null));

    @BeforeEach
    void listen() {
        journal.open(STREAM);
        vertx.eventBus().registerDefaultCodec(Appended.class, new LocalCodec<>(Appended.class));
        vertx.eventBus().<Appended>localConsumer(Ring.address(STREAM), message -> {
            rings.add(message.body());
            durableAtRing.add(lastSeq());
        });
    }

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void content_whileNothingIsUnderWay_leavesAtOnce() {
        run(() -> writer.content("Once "));
        assertThat(events()).containsExactly(new StoryEvent.Content("Once ", 0));
    }

    @Test
    void content_whileACommitIsUnderWay_leavesTogetherInTheNext() {
        journal.hold();
        run(() -> List.of("Once ", "upon", " a time").forEach(writer::content));
        assertThat(events()).isEmpty();

        journal.release();
        flush();
        assertThat(events())
                .containsExactly(new StoryEvent.Content("Once ", 0), new StoryEvent.Content("upon a time", 5));
        assertThat(journal.entries(STREAM)).hasSize(2);
    }

    @Test
    void content_longerThanAChunkMayBe_isParted() {
        run(() -> writer.content("one two three four five six seven"));
        flush();
        assertThat(events())
                .containsExactly(
                        new StoryEvent.Content("one two three", 0),
                        new StoryEvent.Content(" four five six", 13),
                        new StoryEvent.Content(" seven", 27));
        assertThat(journal.entries(STREAM)).hasSize(1);
    }

    @Test
    void event_amongContent_keepsItsPlace() {
        journal.hold();
        run(() -> {
            writer.content("a");
            writer.content("b");
            writer.event(NODE);
            writer.content("c");
        });
        journal.release();
        flush();
        assertThat(events())
                .containsExactly(
                        new StoryEvent.Content("a", 0),
                        new StoryEvent.Content("b", 1),
                        NODE,
                        new StoryEvent.Content("c", 2));
    }

    @Test
    void ring_comesAfterTheCommit_withItsFrames() {
        run(() -> writer.content("a"));
        run(() -> writer.event(NODE));
        flush();
        assertThat(rings)
                .hasSize(2)
                .allSatisfy(ring -> assertThat(ring.frames()).isNotNull());
        assertThat(rings.stream().map(Appended::lastSeq)).containsExactly(1, 2);
        for (int i = 0; i < rings.size(); i++) {
            assertThat(durableAtRing.get(i)).isGreaterThanOrEqualTo(rings.get(i).lastSeq());
        }
    }

    @Test
    void progress_neverFalls() {
        run(() -> List.of(5, 20, 20, 10, 25).forEach(percent -> writer.progress("generate_content", "…", percent)));
        flush();
        assertThat(events().stream()
                        .map(event -> ((StoryEvent.Progress) event).progress().percent()))
                .containsExactly(5, 20, 25);
    }

    @Test
    void revise_ofWhatWasWritten_isSaid() {
        run(() -> writer.content("Good. Bad"));
        run(() -> writer.revise(5, "violence"));
        flush();
        assertThat(events())
                .containsExactly(new StoryEvent.Content("Good. Bad", 0), new StoryEvent.Revision(5, "violence"));
        assertThat(writer.text()).hasToString("Good.");
    }

    @Test
    void revise_ofWhatNobodySaw_isSilent() {
        journal.hold();
        run(() -> {
            writer.content("Good.");
            writer.content(" Bad");
            writer.revise(5, "violence");
            writer.content(" Better.");
        });
        journal.release();
        flush();
        assertThat(events()).containsExactly(new StoryEvent.Content("Good.", 0), new StoryEvent.Content(" Better.", 5));
    }

    @Test
    void writer_ofADraftTakenOver_goesOnWhereItWas() {
        Draft draft = Draft.blank(STREAM, 1, 3, 7, TestObjects.BRIEF, Granularity.TOKEN, null)
                .written("Once", 9, 40, true);
        StreamWriter later = writer(draft);
        run(() -> {
            later.progress("generate_content", "…", 30);
            later.content(" upon");
        });
        await(later.flushed());
        assertThat(events()).containsExactly(new StoryEvent.Content(" upon", 4));
        assertThat(journal.entries(STREAM).get(0).seq()).isEqualTo(10);
        assertThat(later.written(draft, false))
                .isEqualTo(Draft.blank(STREAM, 1, 3, 7, TestObjects.BRIEF, Granularity.TOKEN, null)
                        .written("Once upon", 10, 40, false));
    }

    @Test
    void writer_thatWasReplaced_failsAndWritesNoMore() {
        journal.claim(STREAM);
        run(() -> writer.content("a"));
        run(() -> writer.content("b"));

        assertThatThrownBy(this::flush).hasCauseInstanceOf(FencedException.class);
        assertThat(events()).isEmpty();
        assertThat(rings).isEmpty();
    }

    @Test
    void writer_thatWasReplacedWhileFlushing_failsTheFlush() {
        journal.hold();
        run(() -> writer.content("a"));
        Future<Void> flushed = onContext(w -> w.flushed());
        journal.claim(STREAM);
        journal.release();
        assertThatThrownBy(() -> await(flushed)).hasCauseInstanceOf(FencedException.class);
    }

    @Test
    void isFull_whileTheJournalIsBehind_andDrainsOnce() {
        List<String> drained = new CopyOnWriteArrayList<>();
        journal.hold();
        run(() -> {
            writer.content("a");
            writer.content("b".repeat(20_000));
            assertThat(writer.isFull()).isTrue();
            writer.onDrain(() -> drained.add("drained"));
        });
        assertThat(drained).isEmpty();

        journal.release();
        flush();
        assertThat(drained).containsExactly("drained");
        assertThat(writer.isFull()).isFalse();
    }

    @Test
    void close_takesNothingMore_butWritesWhatItHas() {
        journal.hold();
        run(() -> {
            writer.content("a");
            writer.content("b");
            writer.close();
            writer.content("c");
            writer.event(NODE);
            writer.revise(0, "x");
        });
        journal.release();
        flush();
        assertThat(events()).containsExactly(new StoryEvent.Content("a", 0), new StoryEvent.Content("b", 1));
    }

    @Test
    void terminal_followsTheLastEvent() {
        run(() -> writer.content("a"));
        flush();
        Entry last = writer.terminal(NODE, ErrorCode.INTERNAL.event());

        assertThat(last.isTerminal()).isTrue();
        assertThat(List.of(last.seq(), last.lastSeq())).containsExactly(2, 3);
        assertThat(Frames.decode(last.frames())).containsExactly(NODE, ErrorCode.INTERNAL.event());
        assertThat(events()).hasSize(1);
    }

    /** Whatever is written, and however slow the journal: no hole in the seqs, and the chunks are the text. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void stream_whateverIsWritten_tellsTheText(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 80; i++) {
            run(() -> write(random));
        }
        journal.release();
        flush();

        assertThat(told()).isEqualTo(writer.text().toString());
        assertThat(journal.entries(STREAM).stream().mapToInt(Entry::events).sum())
                .isEqualTo(lastSeq());
        assertThat(rings.stream().map(Appended::seq))
                .containsExactlyElementsOf(
                        journal.entries(STREAM).stream().map(Entry::seq).toList());
    }

    private void write(Random random) {
        switch (random.nextInt(7)) {
            case 0, 1, 2 -> writer.content("word ".repeat(random.nextInt(5)));
            case 3 -> writer.event(NODE);
            case 4 -> writer.revise(random.nextInt(writer.text().length() + 1), "x");
            case 5 -> journal.hold();
            default -> journal.release();
        }
    }

    /** What a viewer has on the screen at the end; the offsets must agree with it all the way. */
    private String told() {
        StringBuilder text = new StringBuilder();
        for (StoryEvent event : events()) {
            if (event instanceof StoryEvent.Content content) {
                assertThat(content.offset()).isEqualTo(text.length());
                assertThat(content.chunk()).isNotEmpty();
                text.append(content.chunk());
            } else if (event instanceof StoryEvent.Revision revision) {
                assertThat(revision.keep()).isLessThan(text.length());
                text.setLength(revision.keep());
            }
        }
        return text.toString();
    }

    private StreamWriter writer(Draft draft) {
        return new StreamWriter(context, vertx.eventBus(), journal, StreamMetrics.NOOP, MAX_WORDS, draft);
    }

    private List<StoryEvent> events() {
        return journal.entries(STREAM).stream()
                .flatMap(entry -> Frames.decode(entry.frames()).stream())
                .toList();
    }

    private int lastSeq() {
        return journal.entries(STREAM).stream().mapToInt(Entry::lastSeq).max().orElse(0);
    }

    private void run(Runnable task) {
        await(onContext(w -> {
            task.run();
            return Future.succeededFuture();
        }));
    }

    /** Completes once all is durable; rings are on the context before it. */
    private void flush() {
        await(onContext(StreamWriter::flushed));
        run(() -> {});
    }

    private <T> Future<T> onContext(Function<StreamWriter, Future<T>> task) {
        Promise<T> done = Promise.promise();
        context.runOnContext(v -> Future.succeededFuture(writer).compose(task).onComplete(done));
        return done.future();
    }
}
