package com.intergalacticteacher.storyteller.openai;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a chat completion, however it is cut: server-sent events, or one JSON document.
 *
 * <p>The events of one answer are alike to the byte but for the text they bring. So once a real JSON parser has
 * read one, the next is recognised by comparing bytes, and only its text is decoded. Whatever differs goes to the
 * parser again: being right never depends on being quick.
 */
final class Decoder {
    static final int MAX_EVENT_BYTES = 1 << 20;
    private static final byte[] BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final byte[] NOTHING = {};
    private static final byte[] DONE = "[DONE]".getBytes(US_ASCII);
    private static final byte[] DATA = "data".getBytes(US_ASCII);
    private static final byte[] ERROR_EVENT = "event: error".getBytes(US_ASCII);
    private static final byte[] ERROR_EVENT_TOO = "event:error".getBytes(US_ASCII);

    /** How far reading has come; nothing follows {@code DONE} and the faults. */
    enum State {
        READING,
        DONE,
        ERROR,
        MALFORMED
    }

    private final StringBuilder text;
    private final boolean isEvents;
    private final ByteArrayOutputStream data = new ByteArrayOutputStream(0);
    private final EventPattern pattern = new EventPattern();
    private State state = State.READING;
    private byte[] carry = NOTHING;
    private int scanned;
    private boolean isAtStart = true;
    private boolean isAfterCr;
    private boolean hasData;
    private boolean isErrorEvent;
    private byte @Nullable [] onlyLine;
    private @Nullable String finish;
    private int tokens;

    /** @param text where the text is appended */
    Decoder(StringBuilder text, boolean isEvents) {
        this.text = text;
        this.isEvents = isEvents;
    }

    void feed(Buffer buffer) {
        if (state != State.READING) {
            return;
        }
        byte[] in = joined(buffer);
        int at = isEvents ? events(in, start(in)) : 0;
        if (state != State.READING || at == in.length) {
            carry = NOTHING;
            scanned = 0;
        } else {
            carry = at == 0 ? in : Arrays.copyOfRange(in, at, in.length);
            scanned = carry.length;
            if (carry.length > MAX_EVENT_BYTES) {
                fail(State.MALFORMED);
            }
        }
    }

    /** The body has ended. */
    void end() {
        if (state == State.READING && isEvents) {
            line(carry, 0, carry.length);
            dispatch(NOTHING);
        } else if (state == State.READING && carry.length > 0) {
            chunk(carry, 0, carry.length);
        }
        carry = NOTHING;
    }

    State state() {
        return state;
    }

    /** Why the storyteller stopped, once it has said so. */
    @Nullable
    String finish() {
        return finish;
    }

    /** How many pieces of text came since this was last asked. */
    int takeTokens() {
        int taken = tokens;
        tokens = 0;
        return taken;
    }

    /** How many events were recognised without a parser. */
    int recognised() {
        return pattern.recognised();
    }

    private byte[] joined(Buffer buffer) {
        if (carry.length == 0) {
            return buffer.getBytes();
        }
        byte[] in = Arrays.copyOf(carry, carry.length + buffer.length());
        buffer.getBytes(in, carry.length);
        return in;
    }

    private int start(byte[] in) {
        if (!isAtStart) {
            return 0;
        }
        int same = Arrays.mismatch(in, BOM);
        if (same == in.length) {
            return 0;
        }
        isAtStart = false;
        return same < 0 || same == BOM.length ? BOM.length : 0;
    }

    /** Where the first line begins that has not ended yet. */
    private int events(byte[] in, int from) {
        int at = from;
        if (isAtStart) {
            return 0;
        }
        while (at < in.length && state == State.READING) {
            if (isAfterCr && in[at] == '\n') {
                at++;
                isAfterCr = false;
                continue;
            }
            isAfterCr = false;
            int next = recognise(in, at);
            if (next < 0) {
                int end = lineEnd(in, Math.max(at, scanned));
                if (end < 0) {
                    return at;
                }
                isAfterCr = in[end] == '\r';
                line(in, at, end);
                if (at == end) {
                    dispatch(isAfterCr ? new byte[] {'\r', '\n'} : new byte[] {'\n'});
                }
                next = end + 1;
            }
            at = next;
            scanned = 0;
        }
        return at;
    }

    private int recognise(byte[] in, int at) {
        if (hasData || isErrorEvent) {
            return -1;
        }
        int before = text.length();
        int next = pattern.recognise(in, at, text);
        if (text.length() > before) {
            tokens++;
        }
        return next;
    }

    private static int lineEnd(byte[] in, int from) {
        for (int i = from; i < in.length; i++) {
            if (in[i] == '\n' || in[i] == '\r') {
                return i;
            }
        }
        return -1;
    }

    private void line(byte[] in, int from, int to) {
        if (startsWith(in, from, to, DATA) && (to == from + 4 || in[from + 4] == ':')) {
            int value = Math.min(to, from + 5);
            data(in, from, value < to && in[value] == ' ' ? value + 1 : value, to);
        } else if (startsWith(in, from, to, ERROR_EVENT) || startsWith(in, from, to, ERROR_EVENT_TOO)) {
            isErrorEvent = true;
        }
    }

    private void data(byte[] in, int from, int value, int to) {
        if (data.size() + to - value > MAX_EVENT_BYTES) {
            fail(State.MALFORMED);
            return;
        }
        onlyLine = hasData ? null : Arrays.copyOfRange(in, from, to);
        if (hasData) {
            data.write('\n');
        }
        data.write(in, value, to - value);
        hasData = true;
    }

    /** @param lineEnd how lines end here; empty if the body has ended instead */
    private void dispatch(byte[] lineEnd) {
        byte[] json = data.toByteArray();
        boolean hadData = hasData;
        boolean wasErrorEvent = isErrorEvent;
        hasData = false;
        isErrorEvent = false;
        data.reset();
        if (wasErrorEvent) {
            fail(State.ERROR);
        } else if (Arrays.equals(json, DONE)) {
            state = State.DONE;
        } else if (hadData && json.length > 0) {
            int contentAt = chunk(json, 0, json.length);
            if (contentAt > 0 && onlyLine != null && lineEnd.length > 0) {
                pattern.learn(onlyLine, onlyLine.length - json.length + contentAt, lineEnd);
            }
        }
        onlyLine = null;
    }

    private int chunk(byte[] json, int from, int to) {
        Chunk chunk;
        try {
            chunk = Chunk.of(json, from, to);
        } catch (IOException e) {
            fail(State.MALFORMED);
            return -1;
        }
        if (chunk.isError()) {
            fail(State.ERROR);
            return -1;
        }
        String piece = chunk.text();
        if (!piece.isEmpty()) {
            text.append(piece);
            tokens++;
        }
        if (chunk.finish() != null) {
            finish = chunk.finish();
        }
        return chunk.contentAt();
    }

    private void fail(State fault) {
        if (state == State.READING) {
            state = fault;
        }
    }

    private static boolean startsWith(byte[] in, int from, int to, byte[] word) {
        int end = from + word.length;
        return end <= to && Arrays.equals(in, from, end, word, 0, word.length);
    }
}
