package com.intergalacticteacher.bus;

import io.vertx.core.eventbus.EventBus;

/** What is published on a stream's address. */
public sealed interface Ring permits Appended, Gone {

    long streamId();

    static String address(long streamId) {
        return "stream." + streamId;
    }

    /** To all who view the stream on this node. */
    default void publish(EventBus bus) {
        bus.publish(address(streamId()), this, LocalCodec.LOCAL);
    }
}
