package com.intergalacticteacher.testing;

import static com.intergalacticteacher.testing.TestObjects.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server of the moderation API that objects to every text with a certain word in it. */
public final class ScriptedModerator implements AutoCloseable {
    private final List<String> judged = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    public ScriptedModerator(Vertx vertx, String word) {
        this(vertx, word, Future.succeededFuture());
    }

    /** Gives no verdict before {@code gate}. */
    public ScriptedModerator(Vertx vertx, String word, Future<?> gate) {
        server = await(vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> {
                    String text = body.toJsonObject().getString("input");
                    judged.add(text);
                    gate.onSuccess(v -> request.response()
                            .putHeader("Content-Type", "application/json")
                            .end(verdict(text.contains(word)).toBuffer()));
                }))
                .listen(0, "127.0.0.1"));
    }

    public URI base() {
        return URI.create("http://127.0.0.1:" + server.actualPort() + "/v1");
    }

    /** Every text that was sent to be judged. */
    public List<String> judged() {
        return List.copyOf(judged);
    }

    private static JsonObject verdict(boolean isBad) {
        JsonObject result = new JsonObject()
                .put("flagged", isBad)
                .put("categories", new JsonObject().put("violence", isBad))
                .put("category_scores", new JsonObject().put("violence", isBad ? 0.99 : 0.01));
        return new JsonObject().put("results", new JsonArray().add(result));
    }

    @Override
    public void close() {
        await(server.close());
    }
}
