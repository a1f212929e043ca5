package com.intergalacticteacher.bus;

/** What is published on a stream's address. */
public sealed interface Ring permits Appended, Gone {

    static String address(long streamId) {
        return "stream." + streamId;
    }
}
