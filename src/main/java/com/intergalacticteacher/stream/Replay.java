package com.intergalacticteacher.stream;

import com.intergalacticteacher.bus.Stage;
import com.intergalacticteacher.event.NodeStatus;
import com.intergalacticteacher.event.StoryEvent;
import com.intergalacticteacher.journal.Entries;
import com.intergalacticteacher.journal.Entry;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A draft brought to where the journal says its stream is, to be told on from there. */
final class Replay {
    private final Draft claimed;
    private final StringBuilder text = new StringBuilder();
    private int seq;
    private int percent;
    private int revisions;
    private @Nullable String constraint;
    private boolean isBegun;

    private Replay(Draft claimed) {
        this.claimed = claimed;
    }

    static Future<Draft> of(Entries journal, Draft claimed) {
        return new Replay(claimed).read(journal);
    }

    private Future<Draft> read(Entries journal) {
        return journal.read(claimed.streamId(), seq).compose(entries -> {
            entries.forEach(this::add);
            return entries.isEmpty() ? Future.succeededFuture(draft()) : read(journal);
        });
    }

    private void add(Entry entry) {
        seq = entry.lastSeq();
        List<StoryEvent> events = Frames.decode(entry.frames());
        events.forEach(this::add);
    }

    private void add(StoryEvent event) {
        if (event instanceof StoryEvent.Content content) {
            text.append(content.chunk());
        } else if (event instanceof StoryEvent.Revision revision) {
            text.setLength(revision.keep());
            revisions++;
            constraint = revision.reason();
        } else if (event instanceof StoryEvent.Progress progress) {
            percent = progress.progress().percent();
        } else if (event instanceof StoryEvent.Node node) {
            isBegun |= node.node() == Stage.first().node() && node.status() == NodeStatus.STARTED;
        }
    }

    private Draft draft() {
        return claimed.replayed(text.toString(), seq, percent, revisions, constraint, isBegun);
    }
}
