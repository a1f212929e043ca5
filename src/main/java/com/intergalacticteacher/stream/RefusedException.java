package com.intergalacticteacher.stream;

/** A stream that is not opened, why, and when to ask again. An expected failure. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why a stream is not opened. */
    public enum Reason {
        DISABLED,
        DRAINING,
        NODE_FULL,
        STREAMS_PER_USER,
        STARTS_PER_MINUTE,
        DAILY_CHAPTERS,
        CHAPTER_RUNNING,
        GONE,
        OUTAGE
    }

    private final Reason reason;
    private final int retryAfterSeconds;

    /** {@code retryAfterSeconds} is 0 where waiting does not help. */
    public RefusedException(Reason reason, int retryAfterSeconds) {
        super(reason.name(), null, false, false);
        this.reason = reason;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    public Reason reason() {
        return reason;
    }

    public int retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
