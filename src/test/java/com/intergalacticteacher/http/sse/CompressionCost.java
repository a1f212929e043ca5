package com.intergalacticteacher.http.sse;

import com.intergalacticteacher.event.EventJson;
import com.intergalacticteacher.event.StoryEvent;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What compressing a stream costs and saves: {@code mvn -q test-compile exec:java -Dexec.classpathScope=test
 * -Dmain.class=com.intergalacticteacher.http.sse.CompressionCost}. Streams of one chapter are written side by side,
 * word by word, and the memory of the process is looked at before and after. Linux.
 */
public final class CompressionCost {
    private static final int STREAMS = 500;
    private static final int WARM_UP = 50;
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final String THEME = "/stories/themes/space.txt";
    private static final int WORDS = 600;

    private CompressionCost() {}

    public static void main(String[] arguments) throws IOException {
        List<Buffer> frames = frames();
        System.out.printf("%d events of one chapter, %d streams%n", frames.size(), STREAMS);
        for (Coding coding : Coding.values()) {
            coding.load();
            for (int i = 0; i < WARM_UP; i++) {
                tell(new Compressor(coding), frames);
            }
        }
        List<Compressor> open = new ArrayList<>();
        for (Coding coding : Coding.values()) {
            open.addAll(measure(coding, frames));
        }
        open.forEach(Compressor::close);
    }

    /** Leaves the streams open: what one coding gave back the next would be given. */
    private static List<Compressor> measure(Coding coding, List<Buffer> frames) throws IOException {
        long before = resident();
        List<Compressor> compressors = IntStream.range(0, STREAMS)
                .mapToObj(i -> new Compressor(coding))
                .toList();
        long[] written = new long[STREAMS];
        long start = System.nanoTime();
        for (Buffer frame : frames) {
            for (int i = 0; i < STREAMS; i++) {
                written[i] += compressors.get(i).next(frame).length();
            }
        }
        long nanos = System.nanoTime() - start;
        long kilobytes = (resident() - before) / STREAMS;
        long plain = frames.stream().mapToLong(Buffer::length).sum();
        System.out.printf(
                "%-5s %4d kB of memory a stream, %5.1f us an event, %6d of %d bytes: %.0f %% saved%n",
                coding.token(),
                kilobytes,
                nanos / 1e3 / STREAMS / frames.size(),
                written[0],
                plain,
                100 - 100.0 * written[0] / plain);
        return compressors;
    }

    private static void tell(Compressor compressor, List<Buffer> frames) {
        frames.forEach(compressor::next);
        compressor.close();
    }

    private static long resident() throws IOException {
        System.gc();
        Matcher found = RESIDENT.matcher(Files.readString(Path.of("/proc/self/status")));
        if (!found.find()) {
            throw new IOException("no VmRSS in /proc/self/status");
        }
        return Long.parseLong(found.group(1));
    }

    /** Words of the built-in storyteller, an event each. */
    private static List<Buffer> frames() throws IOException {
        String text;
        try (InputStream in = CompressionCost.class.getResourceAsStream(THEME)) {
            text = new String(in.readAllBytes());
        }
        List<Buffer> frames = new ArrayList<>();
        int offset = 0;
        String[] words = text.replaceAll("[^A-Za-z.,!? ]+", " ").strip().split("\\s+");
        for (int i = 0; i < WORDS; i++) {
            String word = words[i % words.length] + " ";
            String data = EventJson.encode(new StoryEvent.Content(word, offset));
            frames.add(Buffer.buffer("id: 1830:" + (i + 4) + "\ndata: " + data + "\n\n"));
            offset += word.length();
        }
        return frames;
    }
}
