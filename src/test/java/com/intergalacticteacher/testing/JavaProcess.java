package com.intergalacticteacher.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program of ours in a process of its own, with this JVM's class path, and what it printed. */
public final class JavaProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final Path output;

    private JavaProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Runs {@code main} in {@code folder} with nothing in its environment but {@code environment} and PATH. */
    public static JavaProcess start(Path folder, Map<String, String> environment, Class<?> main, String... arguments)
            throws IOException {
        return start(folder, environment, List.of(), classPath(), main, arguments);
    }

    /** The same behind {@code prefix}, as {@code runuser -u nobody --}. */
    public static JavaProcess start(
            Path folder,
            Map<String, String> environment,
            List<String> prefix,
            String classPath,
            Class<?> main,
            String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // As the jar's manifest and the image have it; from JDK 24 on the JVM says otherwise what it thinks of Netty.
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-cp", classPath, main.getName()));
        command.addAll(Arrays.asList(arguments));
        Path output = Files.createTempFile("process", ".out");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        String path = System.getenv("PATH");
        builder.environment().clear();
        builder.environment().put("PATH", path);
        builder.environment().putAll(environment);
        return new JavaProcess(builder.start(), output);
    }

    public static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    public String output() throws IOException {
        return Files.readString(output);
    }

    /** Returns once it has printed {@code text}; fails when it ends without, or takes a minute. */
    public void awaitOutput(String text) throws IOException, InterruptedException {
        awaitOutput(text, () -> {});
    }

    /** The same, trying again and again what should make it print that. */
    public void awaitOutput(String text, Runnable attempt) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!output().contains(text)) {
            attempt.run();
            boolean isOver = process.waitFor(20, TimeUnit.MILLISECONDS);
            if ((isOver || System.nanoTime() > deadline) && !output().contains(text)) {
                throw new AssertionError("never printed \"" + text + "\" but:\n" + output());
            }
        }
    }

    public int awaitExit() throws IOException, InterruptedException {
        if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("still runs, having printed:\n" + output());
        }
        return process.exitValue();
    }

    /** SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    /** SIGKILL, and waits until it is gone. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    public long pid() {
        return process.pid();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        Files.deleteIfExists(output);
    }
}
