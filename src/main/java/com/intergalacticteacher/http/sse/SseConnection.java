package com.intergalacticteacher.http.sse;

import com.intergalacticteacher.event.Cursor;
import com.intergalacticteacher.stream.StreamReader;
import com.intergalacticteacher.stream.Viewer;
import com.intergalacticteacher.trace.Span;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** One open response that shows a stream. Used on its own context; ends once, however it ends. */
final class SseConnection implements Viewer {
    private static final Buffer HEARTBEAT = Buffer.buffer(":\n\n");
    private static final Buffer CONTENT = Buffer.buffer("\"type\":\"content\"");
    private static final int RETRY_MILLIS = 2_000;

    private final HttpServerResponse response;
    private final SseConnections connections;
    private final long acceptedAt;
    private final Span span;
    private @Nullable Compressor compressor;
    private @Nullable StreamReader reader;
    private long writtenAt;
    private boolean hasShownContent;
    private boolean isClosed;

    SseConnection(
            HttpServerResponse response, SseConnections connections, long acceptedAt, boolean isResumed, Span span) {
        this.response = response;
        this.connections = connections;
        this.acceptedAt = acceptedAt;
        this.span = span;
        hasShownContent = isResumed;
    }

    /** Writes the head, a retry time that scatters reconnects, and the cursor, before there is any event. */
    void open(Cursor cursor, StreamReader reader, @Nullable Coding coding) {
        this.reader = reader;
        if (coding != null) {
            compressor = new Compressor(coding);
            response.putHeader("Content-Encoding", coding.token());
        }
        response.exceptionHandler(cause -> close());
        response.closeHandler(v -> close());
        response.endHandler(v -> close());
        response.setChunked(true)
                .putHeader("Content-Type", "text/event-stream")
                .putHeader("Cache-Control", "no-cache, no-transform")
                .putHeader("X-Accel-Buffering", "no")
                .putHeader("Content-Location", StreamUrl.of(cursor.streamId()));
        write(Buffer.buffer("retry: " + retryMillis() + "\nid: " + cursor + "\n\n"));
    }

    @Override
    public void frames(Buffer frames, int lastSeq) {
        if (isClosed) {
            return;
        }
        write(frames);
        if (!hasShownContent && contains(frames, CONTENT)) {
            hasShownContent = true;
            connections.metrics().firstChunk(System.nanoTime() - acceptedAt);
            span.event("first chunk");
        }
    }

    @Override
    public boolean isFull() {
        if (isClosed) {
            return true;
        }
        boolean isFull = response.writeQueueFull();
        if (isFull) {
            response.drainHandler(v -> goOn());
        }
        return isFull;
    }

    @Override
    public void end() {
        if (!isClosed) {
            span.event("last chunk");
            finish();
        }
    }

    /** Keeps a connection open that will have been silent for too long before the next tick. */
    void tick(long now, long tickNanos, long heartbeatNanos) {
        if (now - writtenAt > heartbeatNanos - tickNanos / 2 && !isFull()) {
            write(HEARTBEAT);
        }
    }

    boolean isClosed() {
        return isClosed;
    }

    /** Asks the viewer to come back, somewhere else, a little later. */
    @Override
    public void comeBack() {
        if (!isClosed) {
            write(Buffer.buffer("retry: " + ThreadLocalRandom.current().nextInt(100, 2_000) + "\n\n"));
            finish();
        }
    }

    private void finish() {
        Compressor compressor = this.compressor;
        if (compressor == null) {
            response.end();
        } else {
            response.end(compressor.close());
        }
        close();
    }

    /** Reached from end, close and exception alike; only the first time counts. */
    void close() {
        if (!isClosed) {
            isClosed = true;
            connections.remove(this);
            Compressor compressor = this.compressor;
            if (compressor != null) {
                compressor.close();
            }
            StreamReader reader = this.reader;
            if (reader != null) {
                reader.close();
            }
            span.end();
        }
    }

    private void goOn() {
        StreamReader reader = this.reader;
        if (!isClosed && reader != null) {
            reader.goOn();
        }
    }

    private void write(Buffer bytes) {
        if (!isClosed) {
            writtenAt = System.nanoTime();
            Compressor compressor = this.compressor;
            response.write(compressor == null ? bytes : compressor.next(bytes));
        }
    }

    private static int retryMillis() {
        return ThreadLocalRandom.current().nextInt(RETRY_MILLIS * 8 / 10, RETRY_MILLIS + 1);
    }

    private static boolean contains(Buffer text, Buffer part) {
        for (int i = 0; i + part.length() <= text.length(); i++) {
            int k = 0;
            while (k < part.length() && text.getByte(i + k) == part.getByte(k)) {
                k++;
            }
            if (k == part.length()) {
                return true;
            }
        }
        return false;
    }
}
