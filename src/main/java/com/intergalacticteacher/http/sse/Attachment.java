package com.intergalacticteacher.http.sse;

import com.intergalacticteacher.event.Cursor;
import com.intergalacticteacher.http.Input;
import com.intergalacticteacher.http.RequestTrace;
import com.intergalacticteacher.http.auth.Caller;
import com.intergalacticteacher.stream.Readers;
import com.intergalacticteacher.stream.RefusedException;
import com.intergalacticteacher.stream.RefusedException.Reason;
import com.intergalacticteacher.stream.StreamMetrics;
import com.intergalacticteacher.stream.StreamReader;
import com.intergalacticteacher.stream.StreamState;
import com.intergalacticteacher.trace.Span;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Turns a request into an open response that shows a stream. Used on the HTTP verticle's context. */
public final class Attachment {
    private static final int RETRY_AFTER_SECONDS = 2;

    private final Readers readers;
    private final SseConnections connections;
    private final SessionGuard guard;
    private final List<Coding> codings;

    /** {@code codings}: offered to viewers that can read them, the best first. */
    public Attachment(Readers readers, SseConnections connections, SessionGuard guard, List<Coding> codings) {
        this.readers = readers;
        this.connections = connections;
        this.guard = guard;
        this.codings = codings;
    }

    /** The cursor a viewer comes back with; the header, which a browser sends by itself, wins over the query. */
    static Optional<Cursor> cursor(Input input) {
        return Optional.ofNullable(input.textOrNull("Last-Event-ID"))
                .or(() -> Optional.ofNullable(input.textOrNull("last_event_id")))
                .flatMap(Cursor::parse);
    }

    /** Nothing is left to send, and never will be: a browser stops reconnecting. */
    static void nothingLeft(RoutingContext context) {
        context.response().setStatusCode(204).end();
    }

    /** False where nobody could be shown what is started; the request has failed then. */
    boolean hasPlace(RoutingContext context) {
        boolean isFull = connections.isFull();
        if (isFull) {
            refuse(context);
        }
        return !isFull;
    }

    /** Shows the stream after the cursor, or from its beginning. */
    void attach(RoutingContext context, StreamState state, @Nullable Cursor cursor, long acceptedAt) {
        if (cursor != null && state.isAtEnd(cursor.seq())) {
            nothingLeft(context);
        } else {
            attach(context, state, cursor, acceptedAt, StreamReader::open);
        }
    }

    /** Shows a stream that this node is about to tell, before its first event. */
    void attachFirst(RoutingContext context, StreamState state, long acceptedAt) {
        attach(context, state, null, acceptedAt, StreamReader::openFirst);
    }

    private void attach(
            RoutingContext context,
            StreamState state,
            @Nullable Cursor cursor,
            long acceptedAt,
            Consumer<StreamReader> open) {
        if (context.response().closed()) {
            return; // Gone before there was anything to see: nobody would say so again.
        }
        Span span = RequestTrace.of(context).with("stream.id", state.streamId()).with("http.response.status_code", 200);
        SseConnection connection = new SseConnection(context.response(), connections, acceptedAt, cursor != null, span);
        if (!connections.add(connection)) {
            refuse(context);
            return;
        }
        if (cursor != null) {
            connections.metrics().resumed(StreamMetrics.Resume.VIEWER);
        }
        guard.add(connection, Caller.of(context).identity());
        Cursor from = cursor == null ? Cursor.start(state.streamId()) : cursor;
        if (!codings.isEmpty()) {
            context.response().headers().add("Vary", "Accept-Encoding");
        }
        Coding coding = Coding.asked(context.request().getHeader("Accept-Encoding"), codings)
                .orElse(null);
        StreamReader reader = readers.of(state, from, connection);
        connection.open(from, reader, coding);
        open.accept(reader);
        if (connections.isDraining()) {
            connection.comeBack();
        }
    }

    private void refuse(RoutingContext context) {
        connections.metrics().rejected(Reason.NODE_FULL);
        context.fail(new RefusedException(Reason.NODE_FULL, RETRY_AFTER_SECONDS));
    }
}
