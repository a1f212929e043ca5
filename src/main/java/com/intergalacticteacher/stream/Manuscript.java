package com.intergalacticteacher.stream;

import com.intergalacticteacher.event.StoryEvent;
import com.intergalacticteacher.journal.Entry;
import io.vertx.core.buffer.Buffer;

/**
 * A chapter being written, and its events that no entry has taken yet. Text becomes {@code content} events when an
 * entry is taken, or when another event comes after it. For one thread at a time.
 */
final class Manuscript {
    private static final int MAX_WAITING = 16_384;

    private final Draft draft;
    private final int maxChunkWords;
    private final StreamMetrics metrics;
    private final StringBuilder text;
    private Buffer frames = Buffer.buffer(0);

    /** How much of the text has become events. */
    private int sealed;

    private int firstSeq;
    private int seq;
    private int percent;
    private long lastChunkAt;

    Manuscript(Draft draft, int maxChunkWords, StreamMetrics metrics) {
        this.draft = draft;
        this.maxChunkWords = maxChunkWords;
        this.metrics = metrics;
        text = new StringBuilder(draft.text());
        sealed = text.length();
        seq = draft.seq();
        firstSeq = seq + 1;
        percent = draft.percent();
    }

    CharSequence text() {
        return text;
    }

    void content(String piece) {
        text.append(piece);
    }

    void event(StoryEvent event) {
        sealContent();
        seal(event);
    }

    /** Progress never falls: what would is left out. */
    void progress(String stage, String description, int percent) {
        if (percent > this.percent) {
            this.percent = percent;
            event(new StoryEvent.Progress(new StoryEvent.Progress.Step(stage, description, percent)));
        }
    }

    /** Cuts the text back to its first {@code keep} UTF-16 units. What is no event yet goes without a word. */
    void revise(int keep, String reason) {
        text.setLength(keep);
        if (keep < sealed) {
            sealed = keep;
            seal(new StoryEvent.Revision(keep, reason));
        }
    }

    /** Whether there is nothing to take. */
    boolean isTaken() {
        return sealed == text.length() && frames.length() == 0;
    }

    /** Whether more text is waiting to be taken than should. */
    boolean isFull() {
        return text.length() - sealed > MAX_WAITING;
    }

    Entry take() {
        sealContent();
        return entry(false);
    }

    Entry takeLast(StoryEvent... last) {
        for (StoryEvent event : last) {
            seal(event);
        }
        return entry(true);
    }

    /** Drops what was not taken. */
    void drop() {
        frames = Buffer.buffer(0);
        text.setLength(sealed);
    }

    /** As a draft for the next stage. */
    Draft written(Draft next, boolean isRestart) {
        return next.written(text.toString(), seq, percent, isRestart);
    }

    private Entry entry(boolean isTerminal) {
        Entry entry = new Entry(draft.streamId(), draft.epoch(), firstSeq, seq, isTerminal, frames);
        frames = Buffer.buffer(0);
        firstSeq = seq + 1;
        return entry;
    }

    private void sealContent() {
        while (sealed < text.length()) {
            int offset = sealed;
            sealed = Chunks.end(text, offset, maxChunkWords);
            seal(new StoryEvent.Content(text.substring(offset, sealed), offset));
            measureGap();
        }
    }

    private void seal(StoryEvent event) {
        Frames.append(frames, draft.streamId(), ++seq, event);
        metrics.event(event.getClass());
    }

    private void measureGap() {
        long now = System.nanoTime();
        if (lastChunkAt != 0) {
            metrics.chunkGap(now - lastChunkAt);
        }
        lastChunkAt = now;
    }
}
