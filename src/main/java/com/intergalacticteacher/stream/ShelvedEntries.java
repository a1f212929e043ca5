package com.intergalacticteacher.stream;

import com.intergalacticteacher.bus.Stage;
import com.intergalacticteacher.event.ErrorCode;
import com.intergalacticteacher.event.NodeStatus;
import com.intergalacticteacher.event.StoryEvent;
import com.intergalacticteacher.event.Verdict;
import com.intergalacticteacher.event.WorkflowNode;
import com.intergalacticteacher.journal.Entries;
import com.intergalacticteacher.journal.Entry;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The entries of one stream whose journal is gone, told anew from its chapter, in the same order and with the same
 * numbers: a cursor is still one, and no number is left out.
 */
final class ShelvedEntries implements Entries {
    private static final int PAGE = 100;

    private static final List<StoryEvent> STARTED = List.of(
            new StoryEvent.Node(WorkflowNode.WORKFLOW, NodeStatus.STARTED),
            new StoryEvent.Node(WorkflowNode.GENERATE_CONTENT, NodeStatus.STARTED));

    private static final StoryEvent OPENING = new StoryEvent.Progress(
            new StoryEvent.Progress.Step(Stage.GENERATE_CONTENT.id(), "Opening your story...", 100));

    private final Shelf shelf;
    private final int lastSeq;

    /** {@code state}: of a stream that has ended. */
    ShelvedEntries(Shelf shelf, StreamState state) {
        this.shelf = shelf;
        lastSeq = Objects.requireNonNull(state.lastSeq());
    }

    @Override
    public Future<List<Entry>> read(long streamId, int seq) {
        return seq >= lastSeq
                ? Future.succeededFuture(List.of())
                : shelf.find(streamId).map(chapter -> entries(streamId, seq + 1, events(chapter, seq)));
    }

    /** Several, so that a slow viewer is not given all at once. */
    private static List<Entry> entries(long streamId, int first, List<StoryEvent> events) {
        List<Entry> entries = new ArrayList<>();
        for (int from = 0; from < events.size(); from += PAGE) {
            int to = Math.min(events.size(), from + PAGE);
            Buffer frames = Buffer.buffer();
            for (int i = from; i < to; i++) {
                Frames.append(frames, streamId, first + i, events.get(i));
            }
            entries.add(new Entry(streamId, 0, first + from, first + to - 1, to == events.size(), frames));
        }
        return entries;
    }

    /**
     * Whoever has seen a part of the text cannot be told which: it begins anew, at the first letter. Whoever has seen
     * all of it is known by the events that always follow it.
     */
    private List<StoryEvent> events(Optional<StageWork.Result.Complete> chapter, int seq) {
        int count = lastSeq - seq;
        if (chapter.isEmpty()) {
            return filled(count, List.of(), ErrorCode.INTERNAL.event(), List.of());
        }
        StoryEvent.Told story = chapter.get().story();
        StoryEvent text = new StoryEvent.Content(story.storyContent(), 0);
        List<StoryEvent> after = List.of(
                new StoryEvent.Node(WorkflowNode.GENERATE_CONTENT, NodeStatus.COMPLETED),
                new StoryEvent.Node(WorkflowNode.SAFETY_CHECK, NodeStatus.STARTED),
                new StoryEvent.SafetyCheck(Verdict.APPROVED, story.safetyScore(), List.of()),
                new StoryEvent.Node(WorkflowNode.SAFETY_CHECK, NodeStatus.COMPLETED),
                chapter.get().metadata(),
                new StoryEvent.Complete(story));
        if (count <= after.size()) {
            return after.subList(after.size() - count, after.size());
        }
        return seq == 0
                ? filled(count, STARTED, text, after)
                : filled(
                        count,
                        List.of(new StoryEvent.Revision(0, "replay")),
                        text,
                        after.subList(after.size() - 2, after.size()));
    }

    /** Numbers have no holes: those of events that are not told again are said as progress. */
    private static List<StoryEvent> filled(
            int count, List<StoryEvent> before, StoryEvent told, List<StoryEvent> after) {
        List<StoryEvent> events = new ArrayList<>(before);
        events.addAll(Collections.nCopies(count - before.size() - 1 - after.size(), OPENING));
        events.add(told);
        events.addAll(after);
        return events;
    }
}
