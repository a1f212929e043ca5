package com.intergalacticteacher.testing;

import com.intergalacticteacher.journal.Entry;
import com.intergalacticteacher.journal.FencedException;
import com.intergalacticteacher.journal.Journal;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** A journal without a database. Holds commits back on request, as a busy disk does. Thread-safe. */
public final class InMemoryJournal implements Journal {
    private static final int PAGE = 3;

    private final Map<Long, Stream> streams = new ConcurrentHashMap<>();
    private final List<Runnable> held = new ArrayList<>();
    private final List<Runnable> heldReads = new ArrayList<>();
    private boolean isHolding;
    private boolean isHoldingReads;
    private boolean isOut;
    private int reads;

    /** Opens a stream under epoch 1. */
    public synchronized void open(long streamId) {
        streams.put(streamId, new Stream());
    }

    /** Another writer takes the stream over. */
    public synchronized void claim(long streamId) {
        streams.get(streamId).epoch++;
    }

    public synchronized void end(long streamId) {
        streams.get(streamId).isEnded = true;
    }

    /** Nothing is left of it. */
    public synchronized void erase(long streamId) {
        streams.remove(streamId);
    }

    /** From now on commits wait for {@link #release}. */
    public synchronized void hold() {
        isHolding = true;
    }

    /** Commits what waits; what is appended by then waits again if {@code hold} is called again. */
    public void release() {
        List<Runnable> commits;
        synchronized (this) {
            isHolding = false;
            commits = List.copyOf(held);
            held.clear();
        }
        commits.forEach(Runnable::run);
    }

    /** From now on what was read is answered only by {@link #releaseReads}. */
    public synchronized void holdReads() {
        isHoldingReads = true;
    }

    public void releaseReads() {
        List<Runnable> answers;
        synchronized (this) {
            isHoldingReads = false;
            answers = List.copyOf(heldReads);
            heldReads.clear();
        }
        answers.forEach(Runnable::run);
    }

    /** Whether reading fails. */
    public synchronized void out(boolean isOut) {
        this.isOut = isOut;
    }

    public synchronized int reads() {
        return reads;
    }

    public synchronized List<Entry> entries(long streamId) {
        Stream stream = streams.get(streamId);
        return stream == null ? List.of() : List.copyOf(stream.entries.values());
    }

    @Override
    public Future<Void> append(Entry entry) {
        Promise<Void> done = Promise.promise();
        synchronized (this) {
            if (isHolding) {
                held.add(() -> commit(entry, done));
                return done.future();
            }
        }
        commit(entry, done);
        return done.future();
    }

    @Override
    public synchronized Future<List<Entry>> read(long streamId, int seq) {
        reads++;
        if (isOut) {
            return Future.failedFuture("out of reach");
        }
        List<Entry> page = entries(streamId).stream()
                .filter(entry -> entry.lastSeq() > seq)
                .limit(PAGE)
                .toList();
        if (!isHoldingReads) {
            return Future.succeededFuture(page);
        }
        Promise<List<Entry>> answered = Promise.promise();
        heldReads.add(() -> answered.complete(page));
        return answered.future();
    }

    private void commit(Entry entry, Promise<Void> done) {
        if (store(entry)) {
            done.complete();
        } else {
            done.fail(new FencedException(entry.streamId(), entry.epoch()));
        }
    }

    private synchronized boolean store(Entry entry) {
        Stream stream = streams.get(entry.streamId());
        return stream != null
                && !stream.isEnded
                && stream.epoch == entry.epoch()
                && stream.entries.putIfAbsent(entry.seq(), entry) == null;
    }

    private static final class Stream {
        private final Map<Integer, Entry> entries = new TreeMap<>();
        private int epoch = 1;
        private boolean isEnded;
    }
}
