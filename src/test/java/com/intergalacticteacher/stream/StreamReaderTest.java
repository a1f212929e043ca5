package com.intergalacticteacher.stream;

import static com.intergalacticteacher.testing.TestObjects.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.bus.Appended;
import com.intergalacticteacher.bus.LocalCodec;
import com.intergalacticteacher.bus.Ring;
import com.intergalacticteacher.event.Cursor;
import com.intergalacticteacher.event.StoryEvent;
import com.intergalacticteacher.journal.Entry;
import com.intergalacticteacher.testing.InMemoryJournal;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamReaderTest {
    private static final long STREAM = 42;
    private static final int TURNS = 6;

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final InMemoryJournal journal = new InMemoryJournal();
    private final Shown shown = new Shown();
    private int seq;

    @BeforeEach
    void open() {
        journal.open(STREAM);
        vertx.eventBus().registerDefaultCodec(Appended.class, new LocalCodec<>(Appended.class));
    }

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void open_showsWhatWasSaidBefore_thenWhatIsSaidNow() {
        ring(append(3));
        reader(0);
        ring(append(1));
        ring(append(2));
        assertShown(1, 6);
    }

    @Test
    void openFirst_showsWhatIsSaid_withoutReading() {
        run(() -> new StreamReader(context, vertx.eventBus(), journal, new Viewed(), new Cursor(STREAM, 0), shown)
                .openFirst());
        ring(append(1));
        ring(append(2));
        assertShown(1, 3);
        assertThat(journal.reads()).isZero();
    }

    @Test
    void openFirst_whereARingIsLost_readsTheJournal() {
        run(() -> new StreamReader(context, vertx.eventBus(), journal, new Viewed(), new Cursor(STREAM, 0), shown)
                .openFirst());
        append(1);
        ring(append(2));
        assertShown(1, 3);
    }

    @Test
    void open_withinAnEntry_showsOnlyWhatComesAfter() {
        append(5);
        reader(3);
        assertThat(shown.seqs).containsExactly(4, 5);
    }

    @Test
    void ring_ofTheNextEvents_needsNoReading() {
        reader(0);
        int reads = journal.reads();
        ring(append(1));
        ring(append(4));
        assertShown(1, 5);
        assertThat(journal.reads()).isEqualTo(reads);
    }

    @Test
    void ring_afterAHole_readsTheJournal() {
        reader(0);
        append(2);
        ring(append(1));
        assertShown(1, 3);
        ring(append(1));
        assertShown(1, 4);
    }

    @Test
    void ring_heardAgainOrLate_showsNothingTwice() {
        reader(0);
        Entry first = append(1);
        Entry second = append(1);
        List.of(second, first, second, first).forEach(this::ring);
        assertShown(1, 2);
    }

    @Test
    void ring_fromAnotherNode_readsTheJournal() {
        reader(0);
        Entry entry = append(2);
        ring(new Appended(STREAM, entry.seq(), entry.lastSeq(), false, null));
        assertShown(1, 2);
    }

    @Test
    void viewerThatIsFull_isShownNothingUntilItGoesOn() {
        StreamReader reader = reader(0);
        shown.isFull = true;
        IntStream.range(0, 20).forEach(i -> ring(append(1)));
        assertThat(shown.seqs).isEmpty();

        shown.isFull = false;
        run(reader::goOn);
        assertShown(1, 20);
        ring(append(1));
        assertShown(1, 21);
    }

    @Test
    void viewerThatFillsUpWhileReading_isShownTheRestLater() {
        append(1);
        append(1);
        append(1);
        shown.fullAfter = 2;
        StreamReader reader = reader(0);
        assertShown(1, 2);

        shown.isFull = false;
        run(reader::goOn);
        assertShown(1, 3);
    }

    @Test
    void terminalEvent_endsTheViewerOnce_afterEverything() {
        reader(0);
        append(2);
        Entry last = appendTerminal();
        ring(last);
        ring(last);
        assertShown(1, 3);
        assertThat(shown.ends).isEqualTo(1);
    }

    @Test
    void terminalEvent_readFromTheJournal_endsTheViewer() {
        append(2);
        appendTerminal();
        reader(1);
        assertThat(shown.seqs).containsExactly(2, 3);
        assertThat(shown.ends).isEqualTo(1);
    }

    @Test
    void terminalEvent_beforeTheCursor_endsTheViewerAllTheSame() {
        reader(999);
        ring(append(2));
        assertThat(shown.ends).isZero();
        ring(appendTerminal());
        assertThat(shown.seqs).isEmpty();
        assertThat(shown.ends).isEqualTo(1);
    }

    /** What is read was read before: nobody would ring again for what has been appended since. */
    @Test
    void goOn_whileTheJournalIsBeingRead_readsItAgain() {
        StreamReader reader = reader(0);
        journal.holdReads();
        run(reader::goOn);
        append(1);
        run(reader::goOn);
        journal.releaseReads();
        settle();
        assertShown(1, 1);
    }

    @Test
    void journalOutOfReach_isReadLater() {
        append(2);
        journal.out(true);
        StreamReader reader = reader(0);
        assertThat(shown.seqs).isEmpty();

        journal.out(false);
        run(reader::goOn);
        assertShown(1, 2);
    }

    @Test
    void close_showsNothingMore() {
        StreamReader reader = reader(0);
        run(reader::close);
        ring(append(1));
        run(reader::goOn);
        assertThat(shown.seqs).isEmpty();
    }

    /** A slow viewer that is behind when a parent erases the stream must not have the journal read for ever. */
    @Test
    void streamErasedBehindASlowViewer_isReadNoMore() {
        StreamReader reader = reader(0);
        shown.isFull = true;
        ring(append(1));
        journal.erase(STREAM);
        shown.isFull = false;
        run(reader::goOn);

        int reads = journal.reads();
        run(() -> {});
        assertThat(journal.reads()).isEqualTo(reads);
    }

    /** Whatever is lost, late or doubled, and whenever the viewer is full: every event once, in order. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void viewer_whateverHappens_seesEveryEventOnce(long seed) {
        Random random = new Random(seed);
        List<Entry> entries = new ArrayList<>();
        StreamReader reader = reader(0);
        for (int i = 0; i < 60; i++) {
            switch (random.nextInt(6)) {
                case 0, 1 -> publish(added(entries, random));
                case 2 -> added(entries, random);
                case 3 ->
                    publish(entries.isEmpty() ? added(entries, random) : entries.get(random.nextInt(entries.size())));
                case 4 -> shown.isFull = random.nextBoolean();
                default -> run(reader::goOn);
            }
        }
        shown.isFull = false;
        run(reader::goOn);
        assertShown(1, seq);
    }

    private Entry added(List<Entry> entries, Random random) {
        Entry entry = append(1 + random.nextInt(3));
        entries.add(entry);
        return entry;
    }

    private StreamReader reader(int after) {
        Promise<StreamReader> opened = Promise.promise();
        context.runOnContext(v -> {
            StreamReader reader = new StreamReader(
                    context, vertx.eventBus(), journal, new Viewed(), new Cursor(STREAM, after), shown);
            reader.open();
            opened.complete(reader);
        });
        StreamReader reader = await(opened.future());
        settle();
        return reader;
    }

    private Entry append(int events) {
        return append(events, false);
    }

    private Entry appendTerminal() {
        return append(1, true);
    }

    private Entry append(int events, boolean isTerminal) {
        Buffer frames = Buffer.buffer();
        for (int i = 1; i <= events; i++) {
            Frames.append(frames, STREAM, seq + i, new StoryEvent.Content("x", 0));
        }
        Entry entry = new Entry(STREAM, 1, seq + 1, seq + events, isTerminal, frames);
        seq += events;
        await(journal.append(entry));
        return entry;
    }

    private void ring(Entry entry) {
        publish(entry);
        settle();
    }

    private void ring(Appended appended) {
        vertx.eventBus().publish(Ring.address(STREAM), appended, new DeliveryOptions().setLocalOnly(true));
        settle();
    }

    private void publish(Entry entry) {
        Appended appended = new Appended(STREAM, entry.seq(), entry.lastSeq(), entry.isTerminal(), entry.frames());
        vertx.eventBus().publish(Ring.address(STREAM), appended, new DeliveryOptions().setLocalOnly(true));
    }

    private void run(Runnable task) {
        context.runOnContext(v -> task.run());
        settle();
    }

    /** Each turn lets what the last one put on the context be done; a page of the journal is one turn. */
    private void settle() {
        for (int i = 0; i < TURNS + seq; i++) {
            Promise<Void> turn = Promise.promise();
            context.runOnContext(v -> turn.complete());
            await(turn.future());
        }
    }

    private void assertShown(int first, int last) {
        assertThat(shown.seqs)
                .isEqualTo(IntStream.rangeClosed(first, last).boxed().toList());
    }

    /** A viewer that takes down what it is shown. Changed by the test between two turns of the context. */
    private static final class Shown implements Viewer {
        private final List<Integer> seqs = new ArrayList<>();
        private volatile boolean isFull;
        private volatile int fullAfter = Integer.MAX_VALUE;
        private volatile int ends;

        @Override
        public void frames(Buffer frames, int lastSeq) {
            assertThat(ends).isZero();
            for (String line : frames.toString().lines().toList()) {
                if (line.startsWith("id: ")) {
                    seqs.add(Cursor.parse(line.substring(4)).orElseThrow().seq());
                }
            }
            assertThat(seqs.get(seqs.size() - 1)).isEqualTo(lastSeq);
            if (seqs.size() == fullAfter) {
                isFull = true;
            }
        }

        @Override
        public boolean isFull() {
            return isFull;
        }

        @Override
        public void comeBack() {
            ends++;
        }

        @Override
        public void end() {
            ends++;
        }
    }
}
