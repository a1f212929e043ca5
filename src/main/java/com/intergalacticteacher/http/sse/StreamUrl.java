package com.intergalacticteacher.http.sse;

/** Where a stream is found. */
final class StreamUrl {
    private StreamUrl() {}

    static String of(long streamId) {
        return "/api/v1/stories/streams/" + streamId;
    }
}
