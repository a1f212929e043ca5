package com.intergalacticteacher.stream;

import com.intergalacticteacher.bus.Appended;
import com.intergalacticteacher.event.StoryEvent;
import com.intergalacticteacher.journal.Entry;
import com.intergalacticteacher.journal.Journal;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.eventbus.EventBus;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The one way in: appends a stream's events to the journal, then rings the stream's address. One append is under way at
 * a time; text that comes meanwhile leaves together in the next. Used on one context, by the stage that has the draft.
 */
public final class StreamWriter {
    private final Context context;
    private final EventBus bus;
    private final Journal journal;
    private final Manuscript manuscript;
    private final List<Promise<Void>> flushes = new ArrayList<>();

    private boolean isAppending;
    private boolean isClosed;
    private @Nullable Throwable failure;
    private @Nullable Runnable drainHandler;
    private Consumer<Signal> signalHandler = signal -> {};
    private Consumer<Throwable> failureHandler = cause -> {};

    StreamWriter(
            Context context, EventBus bus, Journal journal, StreamMetrics metrics, int maxChunkWords, Draft draft) {
        this.context = context;
        this.bus = bus;
        this.journal = journal;
        manuscript = new Manuscript(draft, maxChunkWords, metrics);
    }

    /** The next piece of the chapter. Its boundaries in the stream are those of the commits, not of the calls. */
    public void content(String piece) {
        if (!isClosed && !piece.isEmpty()) {
            manuscript.content(piece);
            flush();
        }
    }

    public void event(StoryEvent event) {
        if (!isClosed) {
            manuscript.event(event);
            flush();
        }
    }

    /** Progress never falls: what would is left out. */
    public void progress(String stage, String description, int percent) {
        if (!isClosed) {
            manuscript.progress(stage, description, percent);
            flush();
        }
    }

    /** Cuts the chapter back to its first {@code keep} UTF-16 units. What no viewer has seen goes without a word. */
    public void revise(int keep, String reason) {
        if (!isClosed) {
            manuscript.revise(keep, reason);
            flush();
        }
    }

    /** The chapter so far. */
    public CharSequence text() {
        return manuscript.text();
    }

    /** Whether more text is waiting for the journal than should; {@link #onDrain} tells when it is not. */
    public boolean isFull() {
        return manuscript.isFull();
    }

    public void onDrain(Runnable handler) {
        drainHandler = handler;
    }

    /** Hears of what reaches the stream from outside while this stage has it. */
    public void onSignal(Consumer<Signal> handler) {
        signalHandler = handler;
    }

    /** Completes once everything written so far is durable. */
    public Future<Void> flushed() {
        if (failure != null) {
            return Future.failedFuture(failure);
        }
        if (isIdle()) {
            return Future.succeededFuture();
        }
        Promise<Void> promise = Promise.promise();
        flushes.add(promise);
        return promise.future();
    }

    /** Hears of the append that failed; none follows. */
    void onFailure(Consumer<Throwable> handler) {
        failureHandler = handler;
    }

    void signal(Signal signal) {
        signalHandler.accept(signal);
    }

    /** Nothing more is taken from the stage. */
    void close() {
        isClosed = true;
        drainHandler = null;
        signalHandler = signal -> {};
        failureHandler = cause -> {};
    }

    /** Drops what is not yet on its way, and completes once nothing is: another node goes on from the journal. */
    Future<Void> abandon() {
        close();
        manuscript.drop();
        return flushed().otherwiseEmpty();
    }

    /** The last events of the stream, not yet appended: they are committed together with what they end. */
    Entry terminal(StoryEvent... last) {
        return manuscript.takeLast(last);
    }

    /** Rings for an entry that was committed elsewhere. */
    void ring(Entry entry) {
        new Appended(entry.streamId(), entry.seq(), entry.lastSeq(), entry.isTerminal(), entry.frames()).publish(bus);
    }

    /** The draft as it is now, for the next stage. */
    Draft written(Draft next, boolean isRestart) {
        return manuscript.written(next, isRestart);
    }

    private boolean isIdle() {
        return !isAppending && manuscript.isTaken();
    }

    private void flush() {
        if (isAppending || failure != null || isIdle()) {
            return;
        }
        isAppending = true;
        Entry entry = manuscript.take();
        journal.append(entry).onComplete(result -> context.runOnContext(v -> appended(entry, result)));
    }

    private void appended(Entry entry, AsyncResult<Void> result) {
        isAppending = false;
        if (result.failed()) {
            failure = result.cause();
            isClosed = true;
            completeFlushes(promise -> promise.fail(result.cause()));
            failureHandler.accept(result.cause());
            return;
        }
        ring(entry);
        flush();
        if (isIdle()) {
            completeFlushes(Promise::complete);
        }
        Runnable drained = drainHandler;
        if (drained != null && !isFull()) {
            drainHandler = null;
            drained.run();
        }
    }

    private void completeFlushes(Consumer<Promise<Void>> how) {
        List<Promise<Void>> waiting = List.copyOf(flushes);
        flushes.clear();
        waiting.forEach(how);
    }
}
