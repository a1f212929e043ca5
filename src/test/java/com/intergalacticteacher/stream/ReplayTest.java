package com.intergalacticteacher.stream;

import static com.intergalacticteacher.testing.TestObjects.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.event.Granularity;
import com.intergalacticteacher.event.NodeStatus;
import com.intergalacticteacher.event.StoryEvent;
import com.intergalacticteacher.event.WorkflowNode;
import com.intergalacticteacher.journal.Entry;
import com.intergalacticteacher.testing.InMemoryJournal;
import com.intergalacticteacher.testing.TestObjects;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplayTest {
    private final InMemoryJournal journal = new InMemoryJournal();
    private final Draft claimed = Draft.blank(42, 1, 3, 7, TestObjects.BRIEF, Granularity.TOKEN, null);

    @Test
    void ofAStreamThatWasCutBack_stillAvoidsWhatWasObjectedTo() {
        Draft draft = replayed(
                new StoryEvent.Node(WorkflowNode.WORKFLOW, NodeStatus.STARTED),
                new StoryEvent.Node(WorkflowNode.GENERATE_CONTENT, NodeStatus.STARTED),
                new StoryEvent.Content("The fox ran. It bit", 0),
                new StoryEvent.Revision(12, "violence"),
                new StoryEvent.Content(" It slept.", 12));
        assertThat(draft.text()).isEqualTo("The fox ran. It slept.");
        assertThat(draft.constraint()).isEqualTo("violence");
        assertThat(draft.revisions()).isOne();
        assertThat(draft.isRestart()).isTrue();
        assertThat(draft.seq()).isEqualTo(5);
    }

    @Test
    void ofAStreamThatSaidNothing_isAsItWasClaimed() {
        assertThat(replayed()).isEqualTo(claimed);
    }

    private Draft replayed(StoryEvent... events) {
        journal.open(claimed.streamId());
        List<StoryEvent> all = List.of(events);
        for (int i = 0; i < all.size(); i++) {
            Buffer frames = Buffer.buffer();
            Frames.append(frames, claimed.streamId(), i + 1, all.get(i));
            await(journal.append(new Entry(claimed.streamId(), 1, i + 1, i + 1, false, frames)));
        }
        return await(Replay.of(journal, claimed));
    }
}
