package com.intergalacticteacher.moderation;

import java.nio.file.Path;

/**
 * What the built-in screen goes by.
 *
 * @param lists the operator's own lists, which replace ours of the same name; need not be there
 */
public record ScreenConfig(Path lists) {
    public static final Path DEFAULT_LISTS = Path.of("conf", "moderation");
}
