package com.intergalacticteacher.stream;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Where told chapters go, in the statement that ends their stream, and where they are found afterwards. */
@FunctionalInterface
public interface Shelf {
    /** The number of the first of the chapter's values in that statement. */
    int FIRST_VALUE = 7;

    Place place(Draft draft, StageWork.Result.Complete chapter);

    /** The chapter a stream told, outside any transaction. */
    default Future<Optional<StageWork.Result.Complete>> find(long streamId) {
        return Future.succeededFuture(Optional.empty());
    }

    /**
     * How a chapter is kept.
     *
     * @param parts of a {@code WITH}, after one named {@code ended}, which has a row if the stream has ended and else none
     * @param values of those parts, from {@code $FIRST_VALUE} on
     */
    record Place(String parts, List<Object> values) {}
}
