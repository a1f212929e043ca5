package com.intergalacticteacher.stream;

import com.intergalacticteacher.bus.Appended;
import com.intergalacticteacher.bus.Gone;
import com.intergalacticteacher.bus.Ring;
import com.intergalacticteacher.event.Cursor;
import com.intergalacticteacher.event.ErrorCode;
import com.intergalacticteacher.journal.Entries;
import com.intergalacticteacher.journal.Entry;
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
    private final Entries entries;
    private final Viewed viewed;
    private final Viewer viewer;
    private final long streamId;
    private final MessageConsumer<Ring> consumer;

    private int seq;
    private boolean isLive;
    private boolean isReading;
    private boolean mustReadAgain;
    private boolean isClosed;
    private boolean isOver;

    StreamReader(Context context, EventBus bus, Entries entries, Viewed viewed, Cursor cursor, Viewer viewer) {
        this.context = context;
        this.entries = entries;
        this.viewed = viewed;
        this.viewer = viewer;
        streamId = cursor.streamId();
        seq = cursor.seq();
        consumer = bus.localConsumer(Ring.address(streamId));
    }

    /** Subscribes before it reads: what is appended in between rings. */
    public void open() {
        subscribe();
        read();
    }

    /** Subscribes to a stream of which nothing has been said: there is nothing to read. */
    public void openFirst() {
        isLive = true;
        subscribe();
    }

    private void subscribe() {
        consumer.handler(this::heard);
        viewed.add(streamId);
    }

    /** Reads on where the viewer was full, the journal out of reach, or a ring may have been lost. */
    public void goOn() {
        isLive = false;
        mustReadAgain = true;
        read();
    }

    /** To be called once: a second time it would take away the place of another viewer of this stream. */
    public void close() {
        isClosed = true;
        consumer.unregister();
        viewed.remove(streamId);
    }

    private void heard(Message<Ring> message) {
        if (message.body() instanceof Appended appended) {
            appended(appended);
        } else if (message.body() instanceof Gone gone && !isClosed) {
            gone(gone);
        }
    }

    private void appended(Appended appended) {
        if (isClosed) {
            return;
        }
        if (appended.lastSeq() <= seq) {
            // A cursor that is ahead of all there will ever be is shown nothing more, but is not kept waiting for it.
            endIf(appended.isTerminal());
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
        mustReadAgain = false;
        entries.read(streamId, seq).onComplete(read -> context.runOnContext(v -> passAll(read)));
    }

    /**
     * Only what came while the journal was being read is looked for again: what was heard of before and is not there
     * was erased, and to look for that would never end.
     */
    private void passAll(AsyncResult<List<Entry>> read) {
        isReading = false;
        if (read.failed()) {
            isLive = false;
            viewed.lookAgain(streamId);
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
        if (read.result().isEmpty() && !mustReadAgain) {
            isLive = true;
        } else {
            read();
        }
    }

    /** Of an erased stream only that can still be said; what is on the shelf is told to whoever comes back. */
    private void gone(Gone gone) {
        if (gone.isErased()) {
            Buffer last = Buffer.buffer();
            Frames.append(last, streamId, seq + 1, ErrorCode.CANCELLED.event());
            pass(last, seq + 1, true);
        } else {
            viewer.comeBack();
        }
    }

    private void pass(Buffer frames, int lastSeq, boolean isTerminal) {
        seq = lastSeq;
        viewer.frames(frames, lastSeq);
        endIf(isTerminal);
    }

    private void endIf(boolean isTerminal) {
        if (isTerminal && !isOver) {
            isOver = true;
            viewer.end();
        }
    }
}
