package com.intergalacticteacher.stream;

/** What reaches a stream from outside while it is told. */
public enum Signal {
    PAUSE,
    RESUME,
    /** A viewer stopped it. */
    CANCEL,
    /** It took longer than it may. */
    TIMEOUT,
    /** It is another node's now: not one more word from here. */
    RELEASE;

    public boolean isFinal() {
        return this != PAUSE && this != RESUME;
    }
}
