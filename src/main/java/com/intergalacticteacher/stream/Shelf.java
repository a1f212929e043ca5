package com.intergalacticteacher.stream;

import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;

/** Where told chapters go, in the statement that ends their stream, and where they are found afterwards. */
public interface Shelf {

    /**
     * SQL that keeps a chapter: {@code WITH} queries, each after a comma, which change nothing unless {@code ended (id)}
     * has its row. Their values are numbered from $7 on.
     */
    String keeping();

    /** Adds the values of {@link #keeping}. */
    void add(Tuple values, Draft draft, StageWork.Result.Complete chapter);

    /** The chapter a stream told, outside any transaction. */
    Future<Optional<StageWork.Result.Complete>> find(long streamId);
}
