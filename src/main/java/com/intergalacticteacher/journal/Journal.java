package com.intergalacticteacher.journal;

import io.vertx.core.Future;
import java.util.List;

/** What every stream said, durable and in order. Its futures complete on any thread. */
public interface Journal {

    /**
     * Completes once the entry is durable; fails with {@link FencedException} where another writer took the stream
     * over. A stream's next append waits for the one before. An outage of the store is waited out, not reported.
     */
    Future<Void> append(Entry entry);

    /** The entries that hold events after {@code seq}, oldest first: some of them, at least one if there is one. */
    Future<List<Entry>> read(long streamId, int seq);
}
