package com.intergalacticteacher.journal;

import com.intergalacticteacher.event.Words;
import java.util.Optional;

/**
 * What one node tells another at its doorbell.
 *
 * @param number the last event of an append, else 0
 */
public record Notice(Kind kind, long streamId, int number) {

    /** In the database's statements each is written in small letters. */
    public enum Kind {
        /** The journal holds more of a stream that is watched here. */
        APPENDED,
        /** Another node has viewers of a stream that is told here. */
        WATCHED,
        PAUSE,
        RESUME,
        CANCEL,
        /** A stream is free to be claimed. */
        UNCLAIMED,
        /** A running stream was erased. */
        ERASED
    }

    /** Empty where a newer node says what this one does not know. */
    static Optional<Notice> parse(String payload) {
        String[] words = payload.split(" ", -1);
        try {
            return Optional.of(new Notice(
                    Words.parse(Kind.class, words[0]), Long.parseLong(words[1]), Integer.parseInt(words[2])));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }
}
