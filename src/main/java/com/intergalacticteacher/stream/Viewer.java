package com.intergalacticteacher.stream;

import io.vertx.core.buffer.Buffer;

/** Who reads a stream: an open response. Called on the reader's context. */
public interface Viewer {

    /** Takes whole frames; {@code lastSeq} is the last of them. */
    void frames(Buffer frames, int lastSeq);

    /** Whether no more should come until the viewer calls {@link StreamReader#goOn}. */
    boolean isFull();

    /** All was taken, the last event being terminal. */
    void end();

    /** The rest is to be had by coming back. */
    void comeBack();
}
