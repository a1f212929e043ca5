package com.intergalacticteacher.stream;

import com.intergalacticteacher.journal.Journal;
import com.intergalacticteacher.journal.Watched;
import com.intergalacticteacher.trace.Span;
import com.intergalacticteacher.trace.Tracing;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This node's part in the cluster: claims streams that no living node tells, gives its own up when it goes. Start,
 * balance, crash, hand-over and restart are this one path. Thread-safe.
 */
public final class Claims {
    private static final Logger LOG = LoggerFactory.getLogger(Claims.class);
    private static final Duration HAND_OVER = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** A node may take over thousands at once. */
    private static final Duration REPLAY = Duration.ofSeconds(30);

    private final Lease lease;
    private final Streams streams;
    private final Journal journal;
    private final Running running;
    private final Watched watched;
    private final Stages stages;
    private final StreamConfig config;
    private final StreamMetrics metrics;
    private final Tracing tracing;
    private final AtomicBoolean isClaiming = new AtomicBoolean();
    private final AtomicInteger opening = new AtomicInteger();
    private volatile boolean isDraining;

    public Claims(
            Lease lease,
            Streams streams,
            Journal journal,
            Running running,
            Watched watched,
            Stages stages,
            StreamConfig config,
            StreamMetrics metrics,
            Tracing tracing) {
        this.lease = lease;
        this.streams = streams;
        this.journal = journal;
        this.running = running;
        this.watched = watched;
        this.stages = stages;
        this.config = config;
        this.metrics = metrics;
        this.tracing = tracing;
    }

    public long node() {
        return lease.node();
    }

    /** Opens a stream for this node to tell, or for whichever node claims it (0) where there is no room for one more. */
    <T> Future<T> withRoom(LongFunction<Future<T>> open) {
        long here = room() > 0 ? node() : 0;
        opening.incrementAndGet();
        return open.apply(here).onComplete(done -> opening.decrementAndGet());
    }

    public boolean isDraining() {
        return isDraining;
    }

    Future<Void> join() {
        return lease.join();
    }

    /** A node that was replaced lets go of all it tells and joins afresh. */
    Future<Void> renew() {
        return isDraining
                ? Future.succeededFuture()
                : lease.renew().compose(isKnown -> isKnown || isDraining ? Future.succeededFuture() : joinAgain());
    }

    private Future<Void> joinAgain() {
        LOG.warn("node {}: was replaced, {} streams are let go", node(), running.size());
        running.signalAll(Signal.RELEASE);
        return join();
    }

    /** Takes over what nobody tells, as far as this node has room. One call at a time; others meanwhile do nothing. */
    Future<Void> claim() {
        int room = room();
        if (room <= 0 || !isClaiming.compareAndSet(false, true)) {
            return Future.succeededFuture();
        }
        Set<Long> untold = running.takeUntold();
        return streams.claim(node(), room, lease.mayTakeOver(), untold)
                .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .onSuccess(claimed ->
                        claimed.forEach(stream -> running.claimed(stream.draft().streamId())))
                .onFailure(cause -> running.untold(untold))
                .onComplete(done -> isClaiming.set(false))
                .compose(claimed ->
                        Future.join(claimed.stream().map(this::takeOver).toList()))
                .mapEmpty();
    }

    private int room() {
        return isDraining ? 0 : config.maxStreamsPerNode() - running.sizeSoon() - opening.get();
    }

    /**
     * No more streams from here; those running go to other nodes. Completes once they are free, or it takes too long
     * and the lease has to run out.
     */
    public Future<Void> drain() {
        if (isDraining) {
            return Future.succeededFuture();
        }
        isDraining = true;
        running.signalAll(Signal.RELEASE);
        return running.whenEmpty()
                .timeout(HAND_OVER.toMillis(), TimeUnit.MILLISECONDS)
                .otherwiseEmpty()
                .compose(v -> lease.leave())
                .timeout(2 * HAND_OVER.toMillis(), TimeUnit.MILLISECONDS)
                .onFailure(cause ->
                        LOG.warn("node {}: its streams wait for the lease to run out: {}", node(), cause.toString()))
                .otherwiseEmpty();
    }

    /** A stream claimed and not taken over, as in an outage, is claimed again. */
    private Future<Void> takeOver(Streams.Claimed claimed) {
        long streamId = claimed.draft().streamId();
        return Replay.of(journal, claimed.draft())
                .timeout(REPLAY.toMillis(), TimeUnit.MILLISECONDS)
                .onSuccess(draft -> begin(claimed, draft))
                .onFailure(cause -> running.untold(Set.of(streamId)))
                .mapEmpty();
    }

    private void begin(Streams.Claimed claimed, Draft draft) {
        Span span = tracing.begin("take over", claimed.trace()).with("stream.id", draft.streamId());
        LOG.atInfo()
                .addKeyValue("stream_id", draft.streamId())
                .addKeyValue("trace_id", Span.traceId(span.context()))
                .log(
                        "stream {}: taken over under epoch {} after event {}",
                        draft.streamId(),
                        draft.epoch(),
                        draft.seq());
        metrics.resumed(StreamMetrics.Resume.TAKE_OVER);
        if (claimed.isWatched()) {
            watched.add(draft.streamId());
        }
        Control control = new Control(draft.epoch(), claimed.toldMillis() * 1_000_000, span.context());
        if (claimed.isCancelled()) {
            control.signal(Signal.CANCEL);
        } else if (claimed.isPaused()) {
            control.signal(Signal.PAUSE);
        }
        tell(draft, control);
        span.end();
    }

    /** Begins to tell what is this node's; what came to it after it had let go of all the others is let go of as well. */
    void tell(Draft draft, Control control) {
        stages.begin(draft, control);
        if (isDraining) {
            control.signal(Signal.RELEASE);
        }
    }
}
