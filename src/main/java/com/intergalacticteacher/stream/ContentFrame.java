package com.intergalacticteacher.stream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.intergalacticteacher.event.StoryEvent;

/**
 * A {@code content} event as the bytes that go out, written without a JSON library: there are hundreds of them for one
 * of anything else. Byte for byte what {@link Frames} makes of it.
 */
final class ContentFrame {
    private static final byte[] HEX = "0123456789ABCDEF".getBytes(ISO_8859_1);

    private ContentFrame() {}

    static byte[] of(long streamId, int seq, StoryEvent.Content content) {
        byte[] head =
                ("id: " + streamId + ":" + seq + "\ndata: {\"type\":\"content\",\"chunk\":\"").getBytes(ISO_8859_1);
        byte[] text = content.chunk().getBytes(UTF_8);
        byte[] tail = ("\",\"offset\":" + content.offset() + "}\n\n").getBytes(ISO_8859_1);
        byte[] frame = new byte[head.length + text.length + growth(text) + tail.length];
        System.arraycopy(head, 0, frame, 0, head.length);
        int end = escape(text, frame, head.length);
        System.arraycopy(tail, 0, frame, end, tail.length);
        return frame;
    }

    /** How many bytes longer the text is once it is escaped. */
    private static int growth(byte[] text) {
        int growth = 0;
        for (byte b : text) {
            if (b == '"' || b == '\\' || (b >= 0 && b < ' ')) {
                growth += shortForm(b) == 0 ? 5 : 1;
            }
        }
        return growth;
    }

    private static int escape(byte[] text, byte[] frame, int from) {
        int at = from;
        for (byte b : text) {
            if (b != '"' && b != '\\' && (b < 0 || b >= ' ')) {
                frame[at++] = b;
                continue;
            }
            byte shortForm = shortForm(b);
            frame[at++] = '\\';
            if (shortForm != 0) {
                frame[at++] = shortForm;
            } else {
                frame[at++] = 'u';
                frame[at++] = '0';
                frame[at++] = '0';
                frame[at++] = HEX[b >> 4];
                frame[at++] = HEX[b & 0xF];
            }
        }
        return at;
    }

    /** The letter that stands for a character behind a backslash; 0 where its number does. */
    private static byte shortForm(byte b) {
        return switch (b) {
            case '"', '\\' -> b;
            case '\b' -> 'b';
            case '\f' -> 'f';
            case '\n' -> 'n';
            case '\r' -> 'r';
            case '\t' -> 't';
            default -> 0;
        };
    }
}
