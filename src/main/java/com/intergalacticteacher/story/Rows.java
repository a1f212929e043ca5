package com.intergalacticteacher.story;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** Rows of an answer of PostgreSQL as records, in their order. */
final class Rows {
    private Rows() {}

    static <T> Function<RowSet<Row>, List<T>> as(Function<Row, T> record) {
        return rows ->
                StreamSupport.stream(rows.spliterator(), false).map(record).toList();
    }
}
