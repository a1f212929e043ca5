package com.intergalacticteacher.journal;

import io.vertx.core.Future;

/** What every stream said, durable and in order. Its futures complete on any thread. */
public interface Journal extends Entries {
    /**
     * Completes once the entry is durable; fails with {@link FencedException} where another writer took the stream
     * over. A stream's next append waits for the one before. An outage of the store is waited out, not reported.
     */
    Future<Void> append(Entry entry);
}
