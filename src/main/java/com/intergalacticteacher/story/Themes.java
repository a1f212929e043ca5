package com.intergalacticteacher.story;

import com.intergalacticteacher.event.EventJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The themes on offer. Any other may be asked for in words. */
public final class Themes {
    private static final String FILE = "/themes/themes.json";

    private Themes() {}

    /** Reads the file; to be done once, at the start. */
    public static List<Theme> read() {
        try (InputStream file = Objects.requireNonNull(Themes.class.getResourceAsStream(FILE), FILE)) {
            return List.of(EventJson.decode(new String(file.readAllBytes(), StandardCharsets.UTF_8), Theme[].class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
