package com.intergalacticteacher.http;

/** Everything HTTP can refuse, with its status and a title that is the same for every occurrence. */
public enum ProblemCode {
    MALFORMED(400, "The request cannot be read"),
    SIGN_IN_REQUIRED(401, "Please sign in"),
    BAD_CREDENTIALS(401, "E-mail and password do not match an account"),
    STREAMING_DISABLED(403, "Streaming is switched off here"),
    ORIGIN_REFUSED(403, "Pages of that origin may not call this service"),
    PREFETCH_REFUSED(403, "Nothing is started before somebody wants it"),
    ACCOUNTS_ELSEWHERE(403, "Accounts are kept by the identity provider"),
    NOT_FOUND(404, "There is no such thing here"),
    METHOD_NOT_ALLOWED(405, "That cannot be done with this"),
    NOT_ACCEPTABLE(406, "None of the accepted types can be given"),
    TOO_SLOW(408, "The request took too long to arrive"),
    EMAIL_TAKEN(409, "There is an account with that e-mail already"),
    CHAPTER_OUT_OF_ORDER(409, "Chapters are told in order"),
    CHAPTER_RUNNING(409, "That chapter is being told already"),
    STREAM_ENDED(409, "The stream has ended"),
    TOO_LARGE(413, "The request is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "The body is of a type not understood here"),
    INVALID_INPUT(422, "Some fields are not as expected"),
    UNSAFE_INPUT(422, "Some words are not fit for a child's story"),
    TOO_MANY_STREAMS(429, "Too many stories are being told at once"),
    TOO_MANY_STARTS(429, "Too many stories were started in a short time"),
    TOO_MANY_TRIES(429, "Too many tries in a short time"),
    DAILY_CHAPTERS_REACHED(429, "The chapters of the day are all told"),
    INTERNAL(500, "Something went wrong on our side"),
    FULL(503, "Too busy right now"),
    DRAINING(503, "Going down for a moment"),
    STORYTELLER_UNAVAILABLE(503, "The storyteller is not there right now"),
    UNAVAILABLE(503, "Not able to answer right now");

    private final int status;
    private final String title;

    ProblemCode(int status, String title) {
        this.status = status;
        this.title = title;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }
}
