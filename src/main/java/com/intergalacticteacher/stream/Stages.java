package com.intergalacticteacher.stream;

import com.intergalacticteacher.bus.Stage;
import com.intergalacticteacher.event.ErrorCode;
import com.intergalacticteacher.event.NodeStatus;
import com.intergalacticteacher.event.StoryEvent;
import com.intergalacticteacher.journal.Entry;
import com.intergalacticteacher.journal.FencedException;
import com.intergalacticteacher.journal.Journal;
import com.intergalacticteacher.trace.Span;
import com.intergalacticteacher.trace.Tracing;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/** Passes the draft from stage to stage over the event bus, and sees to it that every stream ends exactly once. */
public final class Stages {
    private static final Logger LOG = LoggerFactory.getLogger(Stages.class);
    private static final DeliveryOptions LOCAL = new DeliveryOptions().setLocalOnly(true);

    private final Vertx vertx;
    private final Journal journal;
    private final Streams streams;
    private final Running running;
    private final StreamConfig config;
    private final StreamMetrics metrics;
    private final Tracing tracing;

    public Stages(
            Vertx vertx,
            Journal journal,
            Streams streams,
            Running running,
            StreamConfig config,
            StreamMetrics metrics,
            Tracing tracing) {
        this.vertx = vertx;
        this.journal = journal;
        this.streams = streams;
        this.running = running;
        this.config = config;
        this.metrics = metrics;
        this.tracing = tracing;
    }

    /** Gives a stage its drafts, on the calling context. */
    public MessageConsumer<Draft> consume(Stage stage, StageWork work) {
        Context context = vertx.getOrCreateContext();
        return vertx.eventBus().localConsumer(stage.address(), message -> take(stage, work, context, message));
    }

    /** Starts telling a stream that this node has claimed. */
    void begin(Draft draft, Control control) {
        running.add(draft.streamId(), control);
        hand(Stage.first(), draft, control);
    }

    private void take(Stage stage, StageWork work, Context context, Message<Draft> message) {
        Draft draft = message.body();
        message.reply(null);
        Control control = running.get(draft);
        if (control == null) {
            return;
        }
        StreamWriter writer = writer(context, draft);
        Span span = tracing.begin(stage.id(), control.trace()).with("stream.id", draft.streamId());
        new StageRun(stage, draft, writer).run(work, control, context).onComplete(run -> {
            end(span, run);
            if (run.succeeded()) {
                pass(stage, draft, writer, control, run.result());
            } else {
                fail(stage, draft, writer, control, run.cause());
            }
        });
    }

    private static void end(Span span, AsyncResult<?> run) {
        if (run.failed()) {
            span.fail(run.cause().getClass().getSimpleName());
        }
        span.end();
    }

    private void pass(Stage stage, Draft draft, StreamWriter writer, Control control, StageWork.Result result) {
        writer.close();
        if (result instanceof StageWork.Result.Next next) {
            hand(stage.next(), writer.written(next.draft(), false), control);
        } else if (result instanceof StageWork.Result.Again again) {
            hand(Stage.first(), writer.written(again.draft(), true), control);
        } else if (result instanceof StageWork.Result.Complete complete) {
            end(draft, writer, control, "complete", complete, new StoryEvent.Complete(complete.story()));
        }
    }

    /** The reply says that a stage has the draft: without it nobody would be left to end the stream. */
    private void hand(Stage stage, Draft draft, Control control) {
        vertx.eventBus().request(stage.address(), draft, LOCAL).onFailure(cause -> {
            log(Level.ERROR, draft, control)
                    .setCause(cause)
                    .log("stream {}: no {} stage took the draft", draft.streamId(), stage.id());
            fail(stage, draft, writer(vertx.getOrCreateContext(), draft), control, cause);
        });
    }

    private void fail(Stage stage, Draft draft, StreamWriter writer, Control control, Throwable cause) {
        writer.close();
        if (cause instanceof FencedException || isReleased(cause)) {
            letGo(draft, writer, control, cause);
            return;
        }
        ErrorCode code = code(draft, control, cause);
        if (code == ErrorCode.CANCELLED) {
            end(draft, writer, control, "cancelled", null, code.event());
        } else {
            StoryEvent failed = new StoryEvent.Node(stage.node(), NodeStatus.FAILED);
            end(draft, writer, control, "error", null, failed, code.event());
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
            log(Level.WARN, draft, control)
                    .log("stream {}: {} {}", draft.streamId(), failed.code(), failed.getMessage());
            return failed.code();
        }
        if (cause instanceof StoppedException stopped) {
            return stopped.signal() == Signal.CANCEL ? ErrorCode.CANCELLED : ErrorCode.TIMEOUT;
        }
        log(Level.ERROR, draft, control).setCause(cause).log("stream {}: a stage broke", draft.streamId());
        return ErrorCode.INTERNAL;
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
            String outcome,
            StageWork.Result.@Nullable Complete chapter,
            StoryEvent... last) {
        writer.flushed()
                .compose(v -> {
                    Draft whole = writer.written(draft, false);
                    Entry terminal = writer.terminal(last);
                    return streams.end(draft, terminal, outcome, chapter)
                            .map(terminal)
                            .recover(cause -> chapter == null || cause instanceof FencedException
                                    ? Future.failedFuture(cause)
                                    : endUnshelved(whole, control, cause));
                })
                .onSuccess(terminal -> {
                    writer.ring(terminal);
                    metrics.ended(outcome, control.toldNanos());
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
    private Future<Entry> endUnshelved(Draft draft, Control control, Throwable cause) {
        log(Level.ERROR, draft, control).setCause(cause).log("stream {}: its chapter cannot be kept", draft.streamId());
        Entry terminal = writer(vertx.getOrCreateContext(), draft).terminal(ErrorCode.INTERNAL.event());
        return streams.end(draft, terminal, "error", null).map(terminal);
    }

    private StreamWriter writer(Context context, Draft draft) {
        return new StreamWriter(context, vertx.eventBus(), journal, metrics, config.chunkWords(), draft);
    }
}
