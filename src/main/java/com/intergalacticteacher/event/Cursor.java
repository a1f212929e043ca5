package com.intergalacticteacher.event;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A place in a stream: after event {@code seq}, where 0 is before the first. The {@code id} of an SSE frame. */
public record Cursor(long streamId, int seq) {
    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,17}):(0|[1-9][0-9]{0,8})");

    public static Cursor start(long streamId) {
        return new Cursor(streamId, 0);
    }

    /** Empty where the text is not a cursor: it came from outside and is ignored, not an error. */
    public static Optional<Cursor> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(new Cursor(Long.parseLong(form.group(1)), Integer.parseInt(form.group(2))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return streamId + ":" + seq;
    }
}
