package com.intergalacticteacher.stream;

import com.intergalacticteacher.event.ErrorCode;

/** A stage could not do its part, and why in the stream's own words. An expected failure. */
public final class StreamFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final ErrorCode code;

    public StreamFailedException(ErrorCode code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    public ErrorCode code() {
        return code;
    }
}
