package com.intergalacticteacher.bus;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.MessageCodec;

/** Hands an immutable record to the receivers on this node as it is. */
public final class LocalCodec<T> implements MessageCodec<T, T> {
    /** For what goes to this node's receivers alone. */
    public static final DeliveryOptions LOCAL = new DeliveryOptions().setLocalOnly(true);

    private final Class<T> type;

    public LocalCodec(Class<T> type) {
        this.type = type;
    }

    @Override
    public T transform(T message) {
        return message;
    }

    @Override
    public String name() {
        return type.getSimpleName();
    }

    @Override
    public byte systemCodecID() {
        return -1;
    }

    @Override
    public void encodeToWire(Buffer buffer, T message) {
        throw new UnsupportedOperationException(name() + " stays on its node; other nodes read the journal");
    }

    @Override
    public T decodeFromWire(int position, Buffer buffer) {
        throw new UnsupportedOperationException(name() + " stays on its node; other nodes read the journal");
    }
}
