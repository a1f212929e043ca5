package com.intergalacticteacher.journal;

/** The stream was claimed by another writer, ended or erased; this one writes no more. An expected failure. */
public final class FencedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public FencedException(long streamId, int epoch) {
        super("stream " + streamId + " is no longer written under epoch " + epoch, null, false, false);
    }
}
