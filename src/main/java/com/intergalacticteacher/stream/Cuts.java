package com.intergalacticteacher.stream;

import io.vertx.core.Future;

/** Keeps what is cut from chapters. Thread-safe. */
@FunctionalInterface
public interface Cuts {
    /** Completes once it is durable: a chapter ends no sooner than what was cut from it can be read. */
    Future<Void> keep(Draft draft, Cut cut);
}
