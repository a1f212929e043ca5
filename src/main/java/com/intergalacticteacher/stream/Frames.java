package com.intergalacticteacher.stream;

import com.intergalacticteacher.event.EventJson;
import com.intergalacticteacher.event.StoryEvent;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Events as the bytes that go out: {@code id: <stream>:<seq>}, one {@code data:} line of JSON, a blank line. JSON text
 * has no raw line break, so a blank line always ends a frame.
 */
public final class Frames {
    private static final String DATA = "data: ";

    private Frames() {}

    static void append(Buffer frames, long streamId, int seq, StoryEvent event) {
        if (event instanceof StoryEvent.Content content) {
            frames.appendBytes(ContentFrame.of(streamId, seq, content));
        } else {
            appendAny(frames, streamId, seq, event);
        }
    }

    /** What any event looks like, a {@code content} event as well. */
    static void appendAny(Buffer frames, long streamId, int seq, StoryEvent event) {
        frames.appendString("id: " + streamId + ":" + seq + "\n" + DATA)
                .appendBytes(EventJson.encodeBytes(event))
                .appendString("\n\n");
    }

    /** The frames after {@code seq}, of {@code frames} that begin with event {@code first}. */
    static Buffer after(Buffer frames, int first, int seq) {
        int from = 0;
        for (int skip = seq - first + 1; skip > 0; skip--) {
            from = endOfFrame(frames, from);
        }
        return from == 0 ? frames : frames.slice(from, frames.length());
    }

    public static List<StoryEvent> decode(Buffer frames) {
        List<StoryEvent> events = new ArrayList<>();
        for (String line : frames.toString().lines().toList()) {
            if (line.startsWith(DATA)) {
                events.add(EventJson.decode(line.substring(DATA.length()), StoryEvent.class));
            }
        }
        return events;
    }

    private static int endOfFrame(Buffer frames, int from) {
        for (int i = from + 1; i < frames.length(); i++) {
            if (frames.getByte(i) == '\n' && frames.getByte(i - 1) == '\n') {
                return i + 1;
            }
        }
        throw new IllegalArgumentException("frames end at byte " + frames.length() + " in the middle of an event");
    }
}
