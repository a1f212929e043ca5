package com.intergalacticteacher.stream;

import com.intergalacticteacher.bus.LocalCodec;
import com.intergalacticteacher.bus.Stage;
import com.intergalacticteacher.journal.Journal;
import com.intergalacticteacher.trace.Span;
import com.intergalacticteacher.trace.Tracing;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;

/** Passes the draft from stage to stage over the event bus. Thread-safe. */
public final class Stages {
    private final Vertx vertx;
    private final Journal journal;
    private final Running running;
    private final StreamConfig config;
    private final StreamMetrics metrics;
    private final Tracing tracing;
    private final Endings endings;

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
        this.running = running;
        this.config = config;
        this.metrics = metrics;
        this.tracing = tracing;
        endings = new Endings(streams, running, metrics, draft -> writer(vertx.getOrCreateContext(), draft));
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
                endings.fail(stage, draft, writer, control, run.cause());
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
            endings.complete(draft, writer, control, complete);
        }
    }

    /** The reply says that a stage has the draft: without it nobody would be left to end the stream. */
    private void hand(Stage stage, Draft draft, Control control) {
        vertx.eventBus().request(stage.address(), draft, LocalCodec.LOCAL).onFailure(cause -> {
            StreamWriter writer = writer(vertx.getOrCreateContext(), draft);
            endings.fail(stage, draft, writer, control, cause);
        });
    }

    private StreamWriter writer(Context context, Draft draft) {
        return new StreamWriter(context, vertx.eventBus(), journal, metrics, config.chunkWords(), draft);
    }
}
