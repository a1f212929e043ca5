package com.intergalacticteacher;

import com.intergalacticteacher.config.Settings;
import com.intergalacticteacher.event.Words;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * How the log is written. What writes it reads these as system properties, before the first line.
 *
 * @param level how much of our own
 * @param file holds levels that may change while the program runs
 */
record LogConfig(String level, Format format, Path file) {
    /** {@code TEXT} for people, {@code JSON} for programs that collect logs. */
    enum Format {
        TEXT,
        JSON
    }

    private static final List<String> LEVELS = List.of("ERROR", "WARN", "INFO", "DEBUG", "TRACE");
    private static final Path DEFAULT_FILE = Path.of("conf", "logging.xml");

    static LogConfig read(Settings settings, Path folder) {
        return new LogConfig(
                settings.oneOf("LOG_LEVEL", "INFO", LEVELS),
                settings.word("LOG_FORMAT", Format.TEXT),
                folder.resolve(settings.path("LOGGING_FILE", DEFAULT_FILE)));
    }

    void apply() {
        System.setProperty("LOG_LEVEL", level);
        System.setProperty("LOG_FORMAT", Words.of(format));
        System.setProperty("LOGGING_FILE", file.toString());
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }
}
