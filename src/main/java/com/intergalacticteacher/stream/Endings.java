package com.intergalacticteacher.stream;

import com.intergalacticteacher.bus.Stage;
import com.intergalacticteacher.event.ErrorCode;
import com.intergalacticteacher.event.NodeStatus;
import com.intergalacticteacher.event.StoryEvent;
import com.intergalacticteacher.journal.Entry;
import com.intergalacticteacher.journal.FencedException;
import com.intergalacticteacher.trace.Span;
import io.vertx.core.Future;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/** Sees to it that every stream ends exactly once, and is let go where the ending is another node's. Thread-safe. */
final class Endings {
    private static final Logger LOG = LoggerFactory.getLogger(Endings.class);
    private static final String ERROR_CODE = "error_code";

    private final Streams streams;
    private final Running running;
    private final StreamMetrics metrics;
    private final Function<Draft, StreamWriter> writers;

    Endings(Streams streams, Running running, StreamMetrics metrics, Function<Draft, StreamWriter> writers) {
        this.streams = streams;
        this.running = running;
        this.metrics = metrics;
        this.writers = writers;
    }

    void complete(Draft draft, StreamWriter writer, Control control, StageWork.Result.Complete complete) {
        end(draft, writer, control, Outcome.COMPLETE, complete, new StoryEvent.Complete(complete.story()));
    }

    /** Ends it with what went wrong, unless it is no longer this node's to end. */
    void fail(Stage stage, Draft draft, StreamWriter writer, Control control, Throwable cause) {
        writer.close();
        if (cause instanceof FencedException || isReleased(cause)) {
            letGo(draft, writer, control, cause);
            return;
        }
        ErrorCode code = code(draft, control, cause);
        if (code == ErrorCode.CANCELLED) {
            end(draft, writer, control, Outcome.CANCELLED, null, code.event());
        } else {
            StoryEvent failed = new StoryEvent.Node(stage.node(), NodeStatus.FAILED);
            end(draft, writer, control, Outcome.ERROR, null, failed, code.event());
        }
    }

    /**
     * Gone only when nothing of it is on its way to the journal. A writer is also fenced by what its forerunner had on
     * the way when the stream was claimed: then it is still this node's, and is claimed again. Or the stream was erased.
     */
    private void letGo(Draft draft, StreamWriter writer, Control control, Throwable cause) {
        log(Level.INFO, draft, control)
                .log("stream {}: let go under epoch {} ({})", draft.streamId(), draft.epoch(), cause.getMessage());
        writer.abandon()
                .eventually(() -> streams.eraseJournal(draft.streamId()))
                .onComplete(v -> {
                    running.remove(draft.streamId(), control);
                    if (!isReleased(cause)) {
                        running.untold(Set.of(draft.streamId()));
                    }
                });
    }

    private static boolean isReleased(Throwable cause) {
        return cause instanceof StoppedException stopped && stopped.signal() == Signal.RELEASE;
    }

    private static ErrorCode code(Draft draft, Control control, Throwable cause) {
        if (cause instanceof StreamFailedException failed) {
            return warned(draft, control, failed.code(), failed.getMessage());
        }
        if (cause instanceof StoppedException stopped) {
            return stopped.signal() == Signal.CANCEL
                    ? ErrorCode.CANCELLED
                    : warned(draft, control, ErrorCode.TIMEOUT, "told for longer than a stream may be");
        }
        log(Level.ERROR, draft, control)
                .addKeyValue(ERROR_CODE, ErrorCode.INTERNAL)
                .setCause(cause)
                .log("stream {}: a stage broke", draft.streamId());
        return ErrorCode.INTERNAL;
    }

    private static ErrorCode warned(Draft draft, Control control, ErrorCode code, @Nullable String why) {
        log(Level.WARN, draft, control)
                .addKeyValue(ERROR_CODE, code)
                .log("stream {}: {} {}", draft.streamId(), code, why);
        return code;
    }

    /** With what finds a stream's lines among a cluster's. */
    private static LoggingEventBuilder log(Level level, Draft draft, Control control) {
        return LOG.atLevel(level)
                .addKeyValue("stream_id", draft.streamId())
                .addKeyValue("trace_id", Span.traceId(control.trace()));
    }

    private void end(
            Draft draft,
            StreamWriter writer,
            Control control,
            Outcome outcome,
            StageWork.Result.@Nullable Complete chapter,
            StoryEvent... last) {
        writer.flushed()
                .compose(v -> {
                    Draft whole = writer.written(draft, false);
                    Last ending = new Last(outcome, writer.terminal(last));
                    return end(draft, ending, chapter)
                            .recover(cause -> chapter == null || cause instanceof FencedException
                                    ? Future.failedFuture(cause)
                                    : endUnshelved(whole, control, cause));
                })
                .onSuccess(ending -> {
                    metrics.ended(ending.outcome(), control.toldNanos());
                    writer.ring(ending.terminal());
                })
                .onComplete(done -> {
                    if (done.succeeded()) {
                        running.remove(draft.streamId(), control);
                    } else {
                        letGo(draft, writer, control, done.cause());
                    }
                });
    }

    /** A chapter that cannot be kept is no reason for its viewers to wait for ever. */
    private Future<Last> endUnshelved(Draft draft, Control control, Throwable cause) {
        log(Level.ERROR, draft, control)
                .addKeyValue(ERROR_CODE, ErrorCode.INTERNAL)
                .setCause(cause)
                .log("stream {}: its chapter cannot be kept", draft.streamId());
        StreamWriter writer = writers.apply(draft);
        return end(draft, new Last(Outcome.ERROR, writer.terminal(ErrorCode.INTERNAL.event())), null);
    }

    private Future<Last> end(Draft draft, Last ending, StageWork.Result.@Nullable Complete chapter) {
        return streams.end(draft, ending.terminal(), ending.outcome(), chapter).map(ending);
    }

    private record Last(Outcome outcome, Entry terminal) {}
}
