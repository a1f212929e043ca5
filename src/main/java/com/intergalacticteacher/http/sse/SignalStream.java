package com.intergalacticteacher.http.sse;

import com.intergalacticteacher.http.Input;
import com.intergalacticteacher.http.Problem;
import com.intergalacticteacher.http.ProblemCode;
import com.intergalacticteacher.http.auth.Caller;
import com.intergalacticteacher.stream.Opening;
import com.intergalacticteacher.stream.Signal;
import com.intergalacticteacher.stream.StreamState;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** Pauses, resumes or cancels a stream for all its viewers. */
public final class SignalStream implements Handler<RoutingContext> {
    private final Opening opening;
    private final Signal signal;

    public SignalStream(Opening opening, Signal signal) {
        this.opening = opening;
        this.signal = signal;
    }

    @Override
    public void handle(RoutingContext context) {
        opening.signal(Caller.of(context).parentId(), Input.of(context).number("stream_id"), signal)
                .onSuccess(state -> answer(context, state))
                .onFailure(context::fail);
    }

    /** Cancelling what has ended is what was wanted; pausing it is not possible. */
    private void answer(RoutingContext context, Optional<StreamState> state) {
        if (state.isEmpty()) {
            context.fail(Problem.of(ProblemCode.NOT_FOUND, "There is no such stream.")
                    .exception());
        } else if (state.get().isEnded() && signal != Signal.CANCEL) {
            context.fail(Problem.of(ProblemCode.STREAM_ENDED, "The chapter is told to its end.")
                    .exception());
        } else {
            context.response().setStatusCode(204).end();
        }
    }
}
