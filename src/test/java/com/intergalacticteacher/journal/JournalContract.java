package com.intergalacticteacher.journal;

import static com.intergalacticteacher.testing.TestObjects.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every journal does. */
abstract class JournalContract {

    abstract Journal journal();

    /** A new stream under epoch 1. */
    abstract long stream();

    /** Another writer takes it, under the next epoch. */
    abstract void claim(long streamId);

    abstract void end(long streamId);

    @Test
    void read_ofWhatWasAppended_isTheSameToTheByte() {
        long stream = stream();
        Entry first = entry(stream, 1, 1, 1, "Zoë 🌟\n\n");
        Entry second = entry(stream, 1, 2, 4, "\0\1\2");
        await(journal().append(first));
        await(journal().append(second));

        assertThat(readAll(stream, 0)).containsExactly(first, second);
    }

    @Test
    void read_fromWithinAnEntry_beginsWithIt() {
        long stream = stream();
        Entry first = entry(stream, 1, 1, 2, "12");
        Entry second = entry(stream, 1, 3, 6, "3456");
        Entry third = entry(stream, 1, 7, 7, "7");
        List.of(first, second, third).forEach(entry -> await(journal().append(entry)));

        assertThat(readAll(stream, 2)).containsExactly(second, third);
        assertThat(readAll(stream, 4)).containsExactly(second, third);
        assertThat(readAll(stream, 6)).containsExactly(third);
    }

    @Test
    void read_whereNothingIsLeft_isEmpty() {
        long stream = stream();
        await(journal().append(entry(stream, 1, 1, 3, "abc")));

        assertThat(await(journal().read(stream, 3))).isEmpty();
        assertThat(await(journal().read(stream, 99))).isEmpty();
        assertThat(await(journal().read(Long.MAX_VALUE, 0))).isEmpty();
    }

    @Test
    void read_pageByPage_givesAllInOrder() {
        long stream = stream();
        List<Entry> entries = IntStream.rangeClosed(1, 150)
                .mapToObj(seq -> entry(stream, 1, seq, seq, "event " + seq))
                .toList();
        entries.forEach(entry -> await(journal().append(entry)));

        assertThat(readAll(stream, 0)).isEqualTo(entries);
    }

    @Test
    void append_underAnOlderEpoch_isFenced() {
        long stream = stream();
        await(journal().append(entry(stream, 1, 1, 1, "mine")));
        claim(stream);

        assertFenced(entry(stream, 1, 2, 2, "too late"));
        Entry theirs = entry(stream, 2, 2, 2, "theirs");
        await(journal().append(theirs));
        assertThat(readAll(stream, 1)).containsExactly(theirs);
    }

    @Test
    void append_ofASeqThatIsThere_isFenced() {
        long stream = stream();
        Entry first = entry(stream, 1, 1, 1, "first");
        await(journal().append(first));

        assertFenced(entry(stream, 1, 1, 1, "again"));
        assertThat(readAll(stream, 0)).containsExactly(first);
    }

    @Test
    void append_toAnEndedStream_isFenced() {
        long stream = stream();
        end(stream);
        assertFenced(entry(stream, 1, 1, 1, "x"));
    }

    @Test
    void append_toNoStream_isFenced() {
        assertFenced(entry(Long.MAX_VALUE, 1, 1, 1, "x"));
    }

    @Test
    void append_ofManyStreamsAtOnce_fencesOnlyTheReplaced() {
        List<Long> streams = LongStream.range(0, 20).mapToObj(i -> stream()).toList();
        claim(streams.get(7));

        List<Future<Void>> appends = streams.stream()
                .map(stream -> journal().append(entry(stream, 1, 1, 1, "of " + stream)))
                .toList();
        await(Future.join(appends).otherwiseEmpty());

        assertThat(appends.stream().filter(Future::failed)).containsExactly(appends.get(7));
        assertThat(appends.get(7).cause()).isInstanceOf(FencedException.class);
        assertThat(readAll(streams.get(7), 0)).isEmpty();
        assertThat(readAll(streams.get(8), 0)).containsExactly(entry(streams.get(8), 1, 1, 1, "of " + streams.get(8)));
    }

    static Entry entry(long stream, int epoch, int seq, int lastSeq, String frames) {
        return new Entry(stream, epoch, seq, lastSeq, false, Buffer.buffer(frames));
    }

    final List<Entry> readAll(long stream, int seq) {
        List<Entry> all = new ArrayList<>();
        List<Entry> page = await(journal().read(stream, seq));
        while (!page.isEmpty()) {
            all.addAll(page);
            page = await(journal().read(stream, all.get(all.size() - 1).lastSeq()));
        }
        return all;
    }

    private void assertFenced(Entry entry) {
        assertThatThrownBy(() -> await(journal().append(entry))).hasCauseInstanceOf(FencedException.class);
    }
}
