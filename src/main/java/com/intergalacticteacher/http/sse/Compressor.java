package com.intergalacticteacher.http.sse;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * Compresses one open response so that its viewer can read every write at once. Holds memory outside the heap until it
 * is closed. Used on one thread.
 */
final class Compressor {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream(256);
    private final OutputStream compressing;
    private boolean isClosed;

    Compressor(Coding coding) {
        try {
            compressing = coding.over(written);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Buffer next(Buffer bytes) {
        try {
            compressing.write(bytes.getBytes());
            compressing.flush();
            return take();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is still to be sent after the last write. The second time there is nothing. */
    Buffer close() {
        if (isClosed) {
            return Buffer.buffer();
        }
        isClosed = true;
        try {
            compressing.close();
            return take();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Buffer take() {
        Buffer taken = Buffer.buffer(written.toByteArray());
        written.reset();
        return taken;
    }
}
