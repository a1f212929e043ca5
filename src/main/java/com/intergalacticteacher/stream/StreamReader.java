package com.intergalacticteacher.stream;

import com.intergalacticteacher.bus.Appended;
import com.intergalacticteacher.event.Cursor;
import com.intergalacticteacher.journal.Entry;
import com.intergalacticteacher.journal.Journal;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.List;

/**
 * The one way out: subscribes, reads the journal from the cursor, and once nothing is missing lets live events through.
 * After a hole, or while the viewer is full, live events are forgotten and the journal is read again. A slow phone, a
 * reconnect, a second viewer and another node's stream are this same code. Used on one context.
 */
public final class StreamReader {
    private final Context context;
    private final Journal journal;
    private final Viewer viewer;
    private final long streamId;
    private final MessageConsumer<Appended> consumer;

    private int seq;
    private int heardSeq;
    private boolean isLive;
    private boolean isReading;
    private boolean isClosed;

    public StreamReader(Context context, EventBus bus, Journal journal, Cursor cursor, Viewer viewer) {
        this.context = context;
        this.journal = journal;
        this.viewer = viewer;
        streamId = cursor.streamId();
        seq = cursor.seq();
        consumer = bus.localConsumer(Appended.address(streamId));
    }

    /** Subscribes before it reads: what is appended in between rings. */
    public void open() {
        consumer.handler(this::heard);
        read();
    }

    /** Reads on where the viewer was full, the journal out of reach, or a ring may have been lost. */
    public void goOn() {
        isLive = false;
        read();
    }

    public void close() {
        isClosed = true;
        consumer.unregister();
    }

    public long streamId() {
        return streamId;
    }

    private void heard(Message<Appended> message) {
        Appended appended = message.body();
        heardSeq = Math.max(heardSeq, appended.lastSeq());
        if (isClosed || appended.lastSeq() <= seq) {
            return;
        }
        Buffer frames = appended.frames();
        if (isLive && frames != null && appended.seq() == seq + 1 && !viewer.isFull()) {
            pass(frames, appended.lastSeq(), appended.isTerminal());
        } else {
            goOn();
        }
    }

    private void read() {
        if (isClosed || isReading || viewer.isFull()) {
            return;
        }
        isReading = true;
        int heardBefore = heardSeq;
        journal.read(streamId, seq).onComplete(read -> context.runOnContext(v -> passAll(read, heardBefore)));
    }

    /** What was heard of before the read and is not there was erased; to look for it again would never end. */
    private void passAll(AsyncResult<List<Entry>> read, int heardBefore) {
        isReading = false;
        if (read.failed()) {
            return;
        }
        for (Entry entry : read.result()) {
            if (isClosed || viewer.isFull()) {
                return;
            }
            if (entry.lastSeq() > seq) {
                pass(Frames.after(entry.frames(), entry.seq(), seq), entry.lastSeq(), entry.isTerminal());
            }
        }
        if (read.result().isEmpty() && heardSeq == heardBefore) {
            isLive = true;
        } else {
            read();
        }
    }

    private void pass(Buffer frames, int lastSeq, boolean isTerminal) {
        seq = lastSeq;
        viewer.frames(frames, lastSeq);
        if (isTerminal) {
            viewer.end();
        }
    }
}
