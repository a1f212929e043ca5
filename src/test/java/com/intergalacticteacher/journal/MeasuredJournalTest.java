package com.intergalacticteacher.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeasuredJournalTest {
    private static final Entry ENTRY = new Entry(7, 1, 1, 1, false, Buffer.buffer("id: 7:1\ndata: {}\n\n"));

    private final List<String> measured = new ArrayList<>();
    private final Promise<Void> durable = Promise.promise();
    private final Journal journal = new MeasuredJournal(
            new Journal() {
                @Override
                public Future<Void> append(Entry entry) {
                    return durable.future();
                }

                @Override
                public Future<List<Entry>> read(long streamId, int seq) {
                    return Future.succeededFuture(List.of(ENTRY));
                }
            },
            new JournalMetrics() {
                @Override
                public void appending() {
                    measured.add("appending");
                }

                @Override
                public void appended(long nanos) {
                    assertThat(nanos).isNotNegative();
                    measured.add("appended");
                }

                @Override
                public void committed(long nanos, int events) {
                    measured.add("committed");
                }
            });

    @Test
    void append_isMeasuredOnceItIsDurable() {
        Future<Void> appended = journal.append(ENTRY);
        assertThat(measured).containsExactly("appending");
        durable.complete();
        assertThat(measured).containsExactly("appending", "appended");
        assertThat(appended.succeeded()).isTrue();
    }

    @Test
    void append_thatFails_waitsNoLonger() {
        Future<Void> appended = journal.append(ENTRY);
        durable.fail(new FencedException(7, 1));
        assertThat(measured).containsExactly("appending", "appended");
        assertThat(appended.cause()).isInstanceOf(FencedException.class);
    }

    @Test
    void read_isTheJournals() {
        assertThat(journal.read(7, 0).result()).containsExactly(ENTRY);
    }
}
