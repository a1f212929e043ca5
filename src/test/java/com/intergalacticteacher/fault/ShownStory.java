package com.intergalacticteacher.fault;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a reader has shown, and the checker of it: counts every letter and every number. Written by one thread. */
final class ShownStory {
    private static final String PAUSED = "node generate_content paused";

    private final StringBuffer text = new StringBuffer();
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private volatile int seq;
    private volatile int lost;
    private volatile int repeated;
    private volatile int chunks;
    private volatile long longestGapMillis;
    private volatile String last = "";
    private volatile String outcome = "";
    private volatile String finalText = "";
    private volatile boolean hasWaited;
    private long heardAt = System.nanoTime();

    /** The last event shown. */
    int seq() {
        return seq;
    }

    /** Letters, or events, that were passed over. */
    int lost() {
        return lost;
    }

    /** Letters, or events, that came again. */
    int repeated() {
        return repeated;
    }

    int chunks() {
        return chunks;
    }

    /** Between two events, pauses not counted. */
    long longestGapMillis() {
        return longestGapMillis;
    }

    boolean isPaused() {
        return last.equals(PAUSED);
    }

    String outcome() {
        return outcome;
    }

    /** Whether it was told to wait for a storyteller. */
    boolean hasWaited() {
        return hasWaited;
    }

    String text() {
        return text.toString();
    }

    /** The story as the last event has it. */
    String finalText() {
        return finalText;
    }

    List<String> faults() {
        return faults;
    }

    /** A frame without data says only where the cursor is, and nothing is to be before it. */
    void frame(String frame) {
        int number = 0;
        String data = "";
        for (String line : frame.split("\n", -1)) {
            if (line.startsWith("id: ")) {
                number = Integer.parseInt(line.substring(line.indexOf(':', 4) + 1));
            } else if (line.startsWith("data: ")) {
                data = line.substring(6);
            }
        }
        if (!data.isEmpty()) {
            event(number, new JsonObject(data));
        }
    }

    private void event(int number, JsonObject event) {
        if (number <= seq) {
            repeated++;
            faults.add("event " + number + " again after " + seq + ": " + event);
            return;
        }
        if (number > seq + 1) {
            lost += number - seq - 1;
            faults.add("event " + number + " straight after " + seq);
        }
        seq = number;
        measureGap();
        last = event.getString("type");
        switch (last) {
            case "content" -> content(event);
            case "revision" -> text.setLength(event.getInteger("keep"));
            case "node" -> last = "node " + event.getString("node") + " " + event.getString("status");
            case "progress" ->
                hasWaited |= event.getJsonObject("progress").getString("stage").equals("waiting");
            case "complete" -> {
                finalText = event.getJsonObject("story").getString("story_content");
                outcome = "complete";
            }
            case "error" -> outcome = event.getString("error_code");
            default -> {}
        }
    }

    private void measureGap() {
        long now = System.nanoTime();
        if (!isPaused()) {
            longestGapMillis = Math.max(longestGapMillis, (now - heardAt) / 1_000_000);
        }
        heardAt = now;
    }

    private void content(JsonObject content) {
        int offset = content.getInteger("offset");
        if (offset > text.length()) {
            lost += offset - text.length();
            faults.add("chunk at " + offset + " after " + text.length() + " letters: " + content);
        } else if (offset < text.length()) {
            repeated += text.length() - offset;
            faults.add("chunk at " + offset + " over " + text.length() + " letters: " + content);
            text.setLength(offset);
        }
        text.append(content.getString("chunk"));
        chunks++;
    }
}
