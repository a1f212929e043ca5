package com.intergalacticteacher.http.sse;

import com.github.luben.zstd.BufferPool;
import java.nio.ByteBuffer;

/**
 * One buffer for all streams of a thread instead of 128 kB for each: a stream that is flushed leaves nothing in it, and
 * a thread flushes one stream before it turns to the next.
 */
final class SharedBuffer implements BufferPool {
    static final BufferPool OF_THREAD = new SharedBuffer();

    private static final ThreadLocal<ByteBuffer> BUFFER = ThreadLocal.withInitial(() -> ByteBuffer.allocate(0));

    private SharedBuffer() {}

    @Override
    public ByteBuffer get(int capacity) {
        if (BUFFER.get().capacity() < capacity) {
            BUFFER.set(ByteBuffer.allocate(capacity));
        }
        return BUFFER.get();
    }

    @Override
    public void release(ByteBuffer shared) {}
}
