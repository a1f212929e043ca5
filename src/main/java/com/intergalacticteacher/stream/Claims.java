package com.intergalacticteacher.stream;

import com.intergalacticteacher.event.StoryEvent;
import com.intergalacticteacher.journal.Entry;
import com.intergalacticteacher.journal.Journal;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This node's part in the cluster: keeps its lease, claims streams that no living node tells, gives its own up when it
 * goes. Crash, hand-over and restart are this one path. Thread-safe.
 */
public final class Claims {
    private static final Logger LOG = LoggerFactory.getLogger(Claims.class);

    private final Nodes nodes;
    private final Streams streams;
    private final Journal journal;
    private final Running running;
    private final Stages stages;
    private final StreamMetrics metrics;
    private final int maxRunning;
    private volatile long node;
    private volatile boolean isDraining;

    public Claims(
            Pool pool,
            Streams streams,
            Journal journal,
            Running running,
            Stages stages,
            StreamConfig config,
            StreamMetrics metrics,
            int maxRunning) {
        this.nodes = new Nodes(pool, config);
        this.streams = streams;
        this.journal = journal;
        this.running = running;
        this.stages = stages;
        this.metrics = metrics;
        this.maxRunning = maxRunning;
    }

    public long node() {
        return node;
    }

    public boolean isDraining() {
        return isDraining;
    }

    Future<Void> join() {
        return nodes.join().onSuccess(id -> node = id).mapEmpty();
    }

    /** A node whose lease has run out may have been replaced: it lets go of all it tells and starts afresh. */
    Future<Void> renew() {
        return nodes.renew(node).compose(isHeld -> {
            if (isHeld || isDraining) {
                return Future.succeededFuture();
            }
            LOG.warn("node {}: the lease ran out, {} streams are let go", node, running.size());
            running.signalAll(Signal.RELEASE);
            return join();
        });
    }

    /** Takes over what nobody tells, as far as this node has room. */
    Future<Void> claim() {
        int room = maxRunning - running.size();
        if (isDraining || room <= 0) {
            return Future.succeededFuture();
        }
        return streams.claim(node, room)
                .compose(claimed ->
                        Future.join(claimed.stream().map(this::takeOver).toList()))
                .mapEmpty();
    }

    /** No more streams from here; those running go to other nodes. */
    Future<Void> drain() {
        isDraining = true;
        running.signalAll(Signal.RELEASE);
        return nodes.leave(node);
    }

    private Future<Void> takeOver(Streams.Claimed claimed) {
        long streamId = claimed.draft().streamId();
        return replay(new Replay(claimed.draft()), streamId, 0).map(draft -> {
            LOG.info("stream {}: taken over under epoch {} after event {}", streamId, draft.epoch(), draft.seq());
            metrics.resumed("take_over");
            Control control = new Control(draft.epoch(), claimed.toldMillis() * 1_000_000);
            if (claimed.isCancelled()) {
                control.signal(Signal.CANCEL);
            } else if (claimed.isPaused()) {
                control.signal(Signal.PAUSE);
            }
            stages.begin(draft, control);
            return null;
        });
    }

    private Future<Draft> replay(Replay replay, long streamId, int seq) {
        return journal.read(streamId, seq).compose(entries -> {
            if (entries.isEmpty()) {
                return Future.succeededFuture(replay.draft());
            }
            entries.forEach(replay::add);
            return replay(replay, streamId, entries.get(entries.size() - 1).lastSeq());
        });
    }

    /** What the journal says of a draft. */
    private static final class Replay {
        private final Draft claimed;
        private final StringBuilder text = new StringBuilder();
        private int seq;
        private int percent;

        Replay(Draft claimed) {
            this.claimed = claimed;
        }

        void add(Entry entry) {
            seq = entry.lastSeq();
            List<StoryEvent> events = Frames.decode(entry.frames());
            events.forEach(this::add);
        }

        private void add(StoryEvent event) {
            if (event instanceof StoryEvent.Content content) {
                text.append(content.chunk());
            } else if (event instanceof StoryEvent.Revision revision) {
                text.setLength(revision.keep());
            } else if (event instanceof StoryEvent.Progress progress) {
                percent = progress.progress().percent();
            }
        }

        Draft draft() {
            return claimed.written(text.toString(), seq, percent, seq > 0);
        }
    }
}
