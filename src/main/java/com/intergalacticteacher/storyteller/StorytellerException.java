package com.intergalacticteacher.storyteller;

/** Why a chapter could not be told to its end. An expected failure: it has no stack trace. */
public final class StorytellerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** {@code UNAVAILABLE}: nothing was told. {@code BROKEN}: it stopped in the middle. */
    public enum Kind {
        UNAVAILABLE,
        TIMEOUT,
        BROKEN,
        CANCELLED
    }

    private final Kind kind;

    public StorytellerException(Kind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
