package com.intergalacticteacher.stream;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.Optional;

/** Where told chapters go, in the transaction that ends their stream, and where they are found afterwards. */
@FunctionalInterface
public interface Shelf {
    Future<Void> save(SqlClient tx, Draft draft, StageWork.Result.Complete chapter);

    /** The chapter a stream told, outside any transaction. */
    default Future<Optional<StageWork.Result.Complete>> find(long streamId) {
        return Future.succeededFuture(Optional.empty());
    }
}
