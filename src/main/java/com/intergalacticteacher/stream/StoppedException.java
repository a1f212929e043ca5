package com.intergalacticteacher.stream;

/** A stage was stopped from outside. An expected failure. */
public final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final Signal signal;

    StoppedException(Signal signal) {
        super("stopped by " + signal, null, false, false);
        this.signal = signal;
    }

    public Signal signal() {
        return signal;
    }
}
