package com.intergalacticteacher;

import com.intergalacticteacher.database.Database;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;

/** The composition root: everything is made here, and closed in reverse. */
public final class Application {
    private final Vertx vertx;
    private final Database database;

    private Application(Vertx vertx, Database database) {
        this.vertx = vertx;
        this.database = database;
    }

    /** Starts all of it; after a failure nothing is left running. */
    public static Future<Application> start(AppConfig config) {
        Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
        Promise<Application> started = Promise.promise();
        Database.open(vertx, config.database())
                .map(database -> new Application(vertx, database))
                .onSuccess(started::complete)
                .onFailure(failure -> vertx.close().onComplete(closed -> started.fail(failure)));
        return started.future();
    }

    /** Stops in order: what takes work first, what it needs last. */
    public Future<Void> close() {
        // Promised on no context: a future that came from Vert.x would be completed on an event loop that is gone.
        Promise<Void> closed = Promise.promise();
        database.close()
                .onComplete(stopped -> vertx.close().onComplete(ended -> {
                    if (stopped.failed()) {
                        closed.fail(stopped.cause());
                    } else {
                        closed.complete();
                    }
                }));
        return closed.future();
    }
}
