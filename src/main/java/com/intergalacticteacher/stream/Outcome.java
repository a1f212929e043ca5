package com.intergalacticteacher.stream;

/** How a stream ended. */
public enum Outcome {
    COMPLETE,
    ERROR,
    CANCELLED
}
