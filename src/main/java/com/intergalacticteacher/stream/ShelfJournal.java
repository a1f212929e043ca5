package com.intergalacticteacher.stream;

import com.intergalacticteacher.event.ErrorCode;
import com.intergalacticteacher.event.NodeName;
import com.intergalacticteacher.event.NodeStatus;
import com.intergalacticteacher.event.StoryEvent;
import com.intergalacticteacher.event.Verdict;
import com.intergalacticteacher.journal.Entry;
import com.intergalacticteacher.journal.Journal;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The journal of one stream whose events are gone, told anew from its chapter, in the same order. The last event keeps
 * its number, so that a cursor at the end is still one.
 */
public final class ShelfJournal implements Journal {
    private final Shelf shelf;
    private final int lastSeq;

    /** {@code state}: of a stream that has ended. */
    public ShelfJournal(Shelf shelf, StreamState state) {
        this.shelf = shelf;
        lastSeq = Objects.requireNonNull(state.lastSeq());
    }

    @Override
    public Future<Void> append(Entry entry) {
        return Future.failedFuture(new UnsupportedOperationException("stream " + entry.streamId() + " has ended"));
    }

    @Override
    public Future<List<Entry>> read(long streamId, int seq) {
        return seq >= lastSeq
                ? Future.succeededFuture(List.of())
                : shelf.find(streamId).map(chapter -> List.of(entry(streamId, seq, events(chapter, seq))));
    }

    private Entry entry(long streamId, int seq, List<StoryEvent> events) {
        List<StoryEvent> rest = events.subList(Math.max(0, events.size() - (lastSeq - seq)), events.size());
        int first = lastSeq - rest.size() + 1;
        Buffer frames = Buffer.buffer();
        for (int i = 0; i < rest.size(); i++) {
            Frames.append(frames, streamId, first + i, rest.get(i));
        }
        return new Entry(streamId, 0, first, lastSeq, true, frames);
    }

    /**
     * Whoever has seen a part cannot be told which: it begins anew, at the first letter. A cursor so near the end that
     * not all fits between is one that has seen the text, because so much always follows it.
     */
    private static List<StoryEvent> events(Optional<StageWork.Result.Complete> chapter, int seq) {
        if (chapter.isEmpty()) {
            return List.of(ErrorCode.INTERNAL.event());
        }
        StoryEvent.Metadata metadata = chapter.get().metadata();
        StoryEvent.Told story = chapter.get().story();
        List<StoryEvent> events = new ArrayList<>();
        events.add(new StoryEvent.Node(NodeName.WORKFLOW, NodeStatus.STARTED));
        events.add(new StoryEvent.Node(NodeName.GENERATE_CONTENT, NodeStatus.STARTED));
        if (seq > 0) {
            events.clear();
            events.add(new StoryEvent.Revision(0, "replay"));
        }
        events.add(new StoryEvent.Content(story.storyContent(), 0));
        if (seq == 0) {
            events.add(new StoryEvent.Node(NodeName.GENERATE_CONTENT, NodeStatus.COMPLETED));
            events.add(new StoryEvent.Node(NodeName.SAFETY_CHECK, NodeStatus.STARTED));
            events.add(new StoryEvent.SafetyCheck(Verdict.APPROVED, story.safetyScore(), List.of()));
            events.add(new StoryEvent.Node(NodeName.SAFETY_CHECK, NodeStatus.COMPLETED));
        }
        events.add(metadata);
        events.add(new StoryEvent.Complete(story));
        return events;
    }
}
