package com.intergalacticteacher.trace;

import org.jspecify.annotations.Nullable;

/** One part of a trace, from its beginning to {@link #end()}. Values are ids and words of ours, never text. Thread-safe. */
public interface Span {
    Span NOOP = new Span() {};

    /** For spans that are part of this one, in this program or another, in the form of {@code traceparent}; null: none. */
    default @Nullable String context() {
        return null;
    }

    default Span with(String key, long value) {
        return this;
    }

    default Span with(String key, String value) {
        return this;
    }

    /** Something happened now. */
    default void event(String name) {}

    /** It did not do what it was for. */
    default void fail(String why) {}

    default void end() {}

    /** The id that a log can hold, of what {@link #context()} said. */
    static @Nullable String traceId(@Nullable String context) {
        String[] parts = context == null ? new String[0] : context.split("-", -1);
        return parts.length > 1 ? parts[1] : null;
    }
}
