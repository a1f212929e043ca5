package com.intergalacticteacher.http.sse;

import com.intergalacticteacher.event.Cursor;
import com.intergalacticteacher.http.Input;
import com.intergalacticteacher.http.Problem;
import com.intergalacticteacher.http.ProblemCode;
import com.intergalacticteacher.http.auth.Caller;
import com.intergalacticteacher.stream.Opening;
import com.intergalacticteacher.stream.StreamState;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** {@code GET /stories/streams/{stream_id}}: what was missed, then live. */
public final class AttachStream implements Handler<RoutingContext> {
    private final Opening opening;
    private final Attachment attachment;

    public AttachStream(Opening opening, Attachment attachment) {
        this.opening = opening;
        this.attachment = attachment;
    }

    @Override
    public void handle(RoutingContext context) {
        long acceptedAt = System.nanoTime();
        Input input = Input.of(context);
        long streamId = input.number("stream_id");
        Optional<Cursor> cursor = Attachment.cursor(input).filter(c -> c.streamId() == streamId);
        opening.find(Caller.of(context).parentId(), streamId)
                .onSuccess(state -> show(context, state, cursor, acceptedAt))
                .onFailure(context::fail);
    }

    private void show(RoutingContext context, Optional<StreamState> state, Optional<Cursor> cursor, long acceptedAt) {
        if (state.isPresent()) {
            attachment.attach(context, state.get(), cursor.orElse(null), acceptedAt);
        } else {
            context.fail(Problem.of(ProblemCode.NOT_FOUND, "There is no such stream.")
                    .exception());
        }
    }
}
