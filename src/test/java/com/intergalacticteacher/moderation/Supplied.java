package com.intergalacticteacher.moderation;

import java.nio.file.Path;
import java.util.List;

/** What comes with the product, of which no operator's folder takes the place. */
public final class Supplied {
    private static final Path NO_FOLDER = Path.of("no such folder");

    private Supplied() {}

    public static Screen screen() {
        return new Screen(phrases());
    }

    static List<Phrase> phrases() {
        return Lists.load(NO_FOLDER);
    }

    static Thresholds thresholds() {
        return Thresholds.load(NO_FOLDER);
    }
}
