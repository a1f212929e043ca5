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
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The entries of one stream whose journal is gone, told anew from its chapter, in the same order and with the same
 * numbers: a cursor is still one, and no number is left out.
 */
final class ShelvedEntries implements Entries {
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
                : shelf.find(streamId).map(chapter -> List.of(entry(streamId, seq + 1, events(chapter, seq))));
    }

    private Entry entry(long streamId, int first, List<StoryEvent> events) {
        Buffer frames = Buffer.buffer();
        for (int i = 0; i < events.size(); i++) {
            Frames.append(frames, streamId, first + i, events.get(i));
        }
        return new Entry(streamId, 0, first, lastSeq, true, frames);
    }

    /**
     * Whoever has seen a part cannot be told which: it begins anew, at the first letter. A cursor so near the end that
     * not all fits between is one that has seen the text, because so much always follows it.
     */
    private List<StoryEvent> events(Optional<StageWork.Result.Complete> chapter, int seq) {
        int count = lastSeq - seq;
        if (chapter.isEmpty()) {
            return filled(count, List.of(), List.of(ErrorCode.INTERNAL.event()));
        }
        StoryEvent.Told story = chapter.get().story();
        StoryEvent text = new StoryEvent.Content(story.storyContent(), 0);
        StoryEvent metadata = chapter.get().metadata();
        StoryEvent complete = new StoryEvent.Complete(story);
        if (seq == 0) {
            return filled(
                    count,
                    List.of(
                            new StoryEvent.Node(WorkflowNode.WORKFLOW, NodeStatus.STARTED),
                            new StoryEvent.Node(WorkflowNode.GENERATE_CONTENT, NodeStatus.STARTED)),
                    List.of(
                            text,
                            new StoryEvent.Node(WorkflowNode.GENERATE_CONTENT, NodeStatus.COMPLETED),
                            new StoryEvent.Node(WorkflowNode.SAFETY_CHECK, NodeStatus.STARTED),
                            new StoryEvent.SafetyCheck(Verdict.APPROVED, story.safetyScore(), List.of()),
                            new StoryEvent.Node(WorkflowNode.SAFETY_CHECK, NodeStatus.COMPLETED),
                            metadata,
                            complete));
        }
        return count < 4
                ? List.of(new StoryEvent.Node(WorkflowNode.SAFETY_CHECK, NodeStatus.COMPLETED), metadata, complete)
                        .subList(3 - count, 3)
                : filled(count, List.of(new StoryEvent.Revision(0, "replay")), List.of(text, metadata, complete));
    }

    /** Numbers have no holes: those of events that are not told again are said as progress. */
    private static List<StoryEvent> filled(int count, List<StoryEvent> first, List<StoryEvent> last) {
        return Stream.of(first, Collections.nCopies(count - first.size() - last.size(), OPENING), last)
                .<StoryEvent>flatMap(List::stream)
                .toList();
    }
}
