package com.intergalacticteacher.stream;

import com.intergalacticteacher.stream.RefusedException.Reason;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The way a viewer gets to a stream: opening, joining, finding, pausing and cancelling it. Thread-safe. */
public final class Opening {
    private final Streams streams;
    private final Running running;
    private final Claims claims;
    private final StreamConfig config;
    private final StreamMetrics metrics;

    public Opening(Streams streams, Running running, Claims claims, StreamConfig config, StreamMetrics metrics) {
        this.streams = streams;
        this.running = running;
        this.claims = claims;
        this.config = config;
        this.metrics = metrics;
    }

    /**
     * Starts a chapter or joins it; fails with {@link RefusedException}. {@code attend} is called before the first word
     * is said, so that a viewer who is there by then has missed nothing.
     */
    public Future<Void> open(NewStream wanted, Consumer<Streams.Opened> attend) {
        return refusal()
                .<Future<Streams.Opened>>map(Future::failedFuture)
                .orElseGet(() -> claims.withRoom(node -> streams.open(wanted, node)))
                .onFailure(this::measure)
                .onSuccess(opened -> begin(opened, wanted.trace(), attend))
                .mapEmpty();
    }

    public Future<Optional<StreamState>> find(long parentId, long streamId) {
        return streams.find(parentId, streamId);
    }

    /** Pauses, resumes or cancels; empty where there is no such stream of the parent's. */
    public Future<Optional<StreamState>> signal(long parentId, long streamId, Signal signal) {
        return streams.signal(parentId, streamId, signal, claims.node()).onSuccess(state -> {
            if (state.isPresent()) {
                running.signal(streamId, signal);
            }
        });
    }

    private Optional<RefusedException> refusal() {
        if (!config.enabled()) {
            return Optional.of(new RefusedException(Reason.DISABLED, 0));
        }
        return claims.isDraining() ? Optional.of(new RefusedException(Reason.DRAINING, 1)) : Optional.empty();
    }

    private void begin(Streams.Opened opened, @Nullable String trace, Consumer<Streams.Opened> attend) {
        if (opened.isNew()) {
            metrics.started();
        }
        Draft draft = opened.draft();
        if (draft == null) {
            attend.accept(opened);
            return;
        }
        running.claimed(draft.streamId());
        try {
            attend.accept(opened);
        } finally {
            claims.tell(draft, new Control(draft.epoch(), 0, trace));
        }
    }

    private void measure(Throwable cause) {
        if (cause instanceof RefusedException refused) {
            metrics.rejected(refused.reason());
        }
    }
}
