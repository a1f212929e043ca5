package com.intergalacticteacher.http.sse;

import com.intergalacticteacher.event.Cursor;
import com.intergalacticteacher.http.Input;
import com.intergalacticteacher.http.auth.Caller;
import com.intergalacticteacher.stream.Opening;
import com.intergalacticteacher.stream.StreamState;
import com.intergalacticteacher.stream.Streams;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * {@code GET /stories/generate/stream}: starts a chapter or joins it, and shows it. A browser repeats this very request
 * when it reconnects; its cursor then says which stream is meant, and nothing is started again.
 */
public final class GenerateStream implements Handler<RoutingContext> {
    private final StreamRequests requests;
    private final Opening opening;
    private final Attachment attachment;

    public GenerateStream(StreamRequests requests, Opening opening, Attachment attachment) {
        this.requests = requests;
        this.opening = opening;
        this.attachment = attachment;
    }

    @Override
    public void handle(RoutingContext context) {
        long acceptedAt = System.nanoTime();
        Attachment.cursor(Input.of(context))
                .ifPresentOrElse(cursor -> goOn(context, cursor, acceptedAt), () -> start(context, acceptedAt));
    }

    private void goOn(RoutingContext context, Cursor cursor, long acceptedAt) {
        opening.find(Caller.of(context).parentId(), cursor.streamId())
                .onSuccess(state -> show(context, state, cursor, acceptedAt))
                .onFailure(context::fail);
    }

    private void show(RoutingContext context, Optional<StreamState> state, Cursor cursor, long acceptedAt) {
        if (state.isPresent()) {
            attachment.attach(context, state.get(), cursor, acceptedAt);
        } else {
            Attachment.nothingLeft(context);
        }
    }

    /** Nothing is told to somebody who would be turned away at the door, and who then asks for it anew. */
    private void start(RoutingContext context, long acceptedAt) {
        if (!attachment.hasPlace(context)) {
            return;
        }
        requests.read(context)
                .compose(wanted -> opening.open(wanted, opened -> attend(context, opened, acceptedAt)))
                .onFailure(context::fail);
    }

    private void attend(RoutingContext context, Streams.Opened opened, long acceptedAt) {
        if (opened.draft() == null) {
            attachment.attach(context, opened.state(), null, acceptedAt);
        } else {
            attachment.attachFirst(context, opened.state(), acceptedAt);
        }
    }
}
