package com.intergalacticteacher.journal;

import io.vertx.core.Future;
import java.util.List;

/** What streams said, to be read. Its futures complete on any thread. */
@FunctionalInterface
public interface Entries {
    /** The entries that hold events after {@code seq}, oldest first: some of them, at least one if there is one. */
    Future<List<Entry>> read(long streamId, int seq);
}
