package com.intergalacticteacher.moderation;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The screen of the moment: made again when the operator's lists change, without a restart. Who is screening goes on
 * by the screen it began with. Thread-safe.
 */
public final class Screens implements AutoCloseable {
    public static final Duration DEFAULT_PERIOD = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(Screens.class);

    private final Vertx vertx;
    private final Path folder;
    private final long timer;
    private volatile Stamped current;

    private record Stamped(Map<String, FileTime> stamps, Screen screen) {}

    private Screens(Vertx vertx, Path folder, Stamped first, Duration period) {
        this.vertx = vertx;
        this.folder = folder;
        this.current = first;
        this.timer = vertx.setPeriodic(period.toMillis(), id -> refresh());
    }

    /**
     * Reads the lists on a worker thread and looks for changes in a folder from then on.
     *
     * @param folder the operator's lists, which may be absent, then or later
     * @return fails with every fault's list and line if the folder's lists cannot be read
     */
    public static Future<Screens> watch(Vertx vertx, Path folder, Duration period) {
        return vertx.executeBlocking(() -> read(folder), false).map(first -> new Screens(vertx, folder, first, period));
    }

    /** The screen to begin with now. */
    public Screen screen() {
        return current.screen();
    }

    /** Looks for changes at once; lists that cannot be read change nothing. */
    Future<Screen> refresh() {
        return vertx.executeBlocking(this::reread).otherwise(this::keep);
    }

    /** Looks for no more changes. */
    @Override
    public void close() {
        vertx.cancelTimer(timer);
    }

    private Screen reread() {
        Stamped before = current;
        if (stamps(folder).equals(before.stamps())) {
            return before.screen();
        }
        Stamped now = read(folder);
        current = now;
        LOG.info(
                "moderation lists read again: {} of the operator's",
                now.stamps().size());
        return now.screen();
    }

    private Screen keep(Throwable cause) {
        LOG.error("moderation lists not read, the last good ones stay: {}", cause.getMessage());
        return screen();
    }

    private static Stamped read(Path folder) {
        // Stamps first: what changes while the lists are read is seen the next time.
        Map<String, FileTime> stamps = stamps(folder);
        return new Stamped(stamps, new Screen(Lists.load(folder)));
    }

    private static Map<String, FileTime> stamps(Path folder) {
        Map<String, FileTime> stamps = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return stamps;
        }
        try (Stream<Path> files = Files.walk(folder, 2)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                stamps.put(file + " " + Files.size(file), Files.getLastModifiedTime(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return stamps;
    }
}
