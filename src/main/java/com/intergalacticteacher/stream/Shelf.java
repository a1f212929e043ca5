package com.intergalacticteacher.stream;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;

/** Where told chapters go, in the transaction that ends their stream. */
@FunctionalInterface
public interface Shelf {
    Future<Void> save(SqlClient tx, Draft draft, StageWork.Result.Complete chapter);
}
