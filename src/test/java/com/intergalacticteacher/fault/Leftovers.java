package com.intergalacticteacher.fault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a process holds on to after a garbage collection of what streams are made of: open responses, readers, writers,
 * tellings and asks of a storyteller, consumers of the event bus, timers, sockets.
 */
record Leftovers(Map<String, Integer> instances) {
    static final Leftovers NONE = new Leftovers(Map.of());

    private static final String OURS = "com.intergalacticteacher.";
    private static final List<String> CLASSES = List.of(
            OURS + "http.sse.SseConnection",
            OURS + "stream.StreamReader",
            OURS + "stream.StreamWriter",
            OURS + "stream.Control",
            OURS + "storyteller.PatientTelling",
            OURS + "storyteller.BuiltInTelling",
            "io.vertx.core.eventbus.impl.MessageConsumerImpl",
            "io.vertx.core.impl.VertxImpl$InternalTimerHandler");

    private static final List<String> SOCKETS =
            List.of("io.netty.channel.epoll.EpollSocketChannel", "io.netty.channel.socket.nio.NioSocketChannel");

    static Leftovers of(long pid) throws IOException, InterruptedException {
        Map<String, Integer> instances = new HashMap<>();
        for (String line : histogram(pid).lines().toList()) {
            String[] words = line.strip().split("\\s+", -1);
            if (words.length >= 4 && CLASSES.contains(words[3])) {
                instances.put(words[3], Integer.parseInt(words[1]));
            }
        }
        return new Leftovers(instances);
    }

    /** Of all objects that are alive, in bytes. */
    static long liveBytes(long pid) throws IOException, InterruptedException {
        String total = histogram(pid)
                .lines()
                .filter(line -> line.startsWith("Total"))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(total.strip().split("\\s+", -1)[2]);
    }

    /** Connections that are open, of whatever kind. */
    static int sockets(long pid) throws IOException, InterruptedException {
        return histogram(pid)
                .lines()
                .map(line -> line.strip().split("\\s+", -1))
                .filter(words -> words.length >= 4 && SOCKETS.contains(words[3]))
                .mapToInt(words -> Integer.parseInt(words[1]))
                .sum();
    }

    /** Makes the process collect its garbage, and waits for it. */
    private static String histogram(long pid) throws IOException, InterruptedException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process process = new ProcessBuilder(jcmd, Long.toString(pid), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String histogram = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0 || !histogram.contains("java.lang.String")) {
            throw new AssertionError("no histogram of " + pid + ":\n" + histogram);
        }
        return histogram;
    }

    /** What is more than it was. */
    Leftovers beyond(Leftovers before) {
        Map<String, Integer> more = new HashMap<>();
        instances.forEach((name, count) -> {
            int left = count - Objects.requireNonNullElse(before.instances.get(name), 0);
            if (left > 0) {
                more.put(name, left);
            }
        });
        return new Leftovers(more);
    }

    boolean isNone() {
        return instances.isEmpty();
    }
}
