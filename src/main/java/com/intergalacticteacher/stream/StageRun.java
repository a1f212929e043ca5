package com.intergalacticteacher.stream;

import com.intergalacticteacher.bus.Stage;
import com.intergalacticteacher.event.NodeStatus;
import com.intergalacticteacher.event.StoryEvent;
import com.intergalacticteacher.event.WorkflowNode;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;

/** One draft's stay in one stage: announced, worked on, stopped from outside if need be. */
final class StageRun {
    private final Stage stage;
    private final Draft draft;
    private final StreamWriter writer;
    private final Promise<StageWork.Result> result = Promise.promise();

    StageRun(Stage stage, Draft draft, StreamWriter writer) {
        this.stage = stage;
        this.draft = draft;
        this.writer = writer;
    }

    /** Completes once all the stage has written is durable; nothing the stage does afterwards counts. */
    Future<StageWork.Result> run(StageWork work, Control control, Context context) {
        writer.onFailure(this::stop);
        control.listen(context, this::signal);
        announceStart();
        work(work).onComplete(done -> {
            if (done.succeeded()) {
                result.tryComplete(done.result());
            } else {
                result.tryFail(done.cause());
            }
        });
        return result.future().compose(this::announceCompletion);
    }

    private void announceStart() {
        if (draft.seq() == 0) {
            writer.event(new StoryEvent.Node(WorkflowNode.WORKFLOW, NodeStatus.STARTED));
        }
        announce(draft.isRestart() ? NodeStatus.RESTARTED : NodeStatus.STARTED);
    }

    /** A stage that throws has failed like one whose future does. */
    private Future<StageWork.Result> work(StageWork work) {
        return Future.<Void>succeededFuture().compose(v -> work.run(draft, writer));
    }

    private Future<StageWork.Result> announceCompletion(StageWork.Result result) {
        announce(NodeStatus.COMPLETED);
        return writer.flushed().map(result);
    }

    private void announce(NodeStatus status) {
        if (stage.isAnnounced()) {
            writer.event(new StoryEvent.Node(stage.node(), status));
        }
    }

    /** What cannot be written is not worth telling. */
    private void stop(Throwable cause) {
        writer.signal(Signal.RELEASE);
        result.tryFail(cause);
    }

    private void signal(Signal signal) {
        writer.signal(signal);
        if (signal.isFinal()) {
            result.tryFail(new StoppedException(signal));
        }
    }
}
