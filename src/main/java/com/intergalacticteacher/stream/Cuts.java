package com.intergalacticteacher.stream;

import io.vertx.core.Future;

/** Keeps what is cut from chapters. Thread-safe. */
@FunctionalInterface
public interface Cuts {
    Future<Void> keep(Draft draft, Cut cut);
}
