package com.intergalacticteacher.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class OpenAiModeratorTest {
    private final List<String> verdicts = new CopyOnWriteArrayList<>();

    @Test
    void judge_scoresUnderThresholds_approves(Vertx vertx, VertxTestContext context) {
        List<JsonObject> bodies = new CopyOnWriteArrayList<>();
        List<String> keys = new CopyOnWriteArrayList<>();
        serve(vertx, request -> {
                    keys.add(request.path() + " " + request.getHeader("Authorization"));
                    request.body().onSuccess(body -> {
                        bodies.add(body.toJsonObject());
                        request.response().end(result(false, 0.02).encode());
                    });
                })
                .compose(moderator -> moderator.judge("The cat sat.", 6))
                .onComplete(context.succeeding(judgement -> context.verify(() -> {
                    assertThat(judgement).isEqualTo(Judgement.approved(0.98, Judge.MODERATOR));
                    assertThat(bodies)
                            .containsExactly(
                                    new JsonObject().put("model", "test").put("input", "The cat sat."));
                    assertThat(keys).containsExactly("/v1/moderations Bearer key");
                    assertThat(verdicts).containsExactly("MODERATOR APPROVED");
                    context.completeNow();
                })));
    }

    @Test
    void judge_sameScore_refusedForTheYoungOnly(Vertx vertx, VertxTestContext context) {
        serve(vertx, request -> request.response().end(result(false, 0.25).encode()))
                .compose(moderator -> Future.all(moderator.judge("A duel.", 5), moderator.judge("A duel.", 12)))
                .onComplete(context.succeeding(both -> context.verify(() -> {
                    Judgement young = both.resultAt(0);
                    Judgement older = both.resultAt(1);
                    assertThat(young.approved()).isFalse();
                    assertThat(young.categories()).containsExactly("violence");
                    assertThat(older.approved()).isTrue();
                    context.completeNow();
                })));
    }

    @Test
    void judge_flaggedByTheServer_refusedAtEveryAge(Vertx vertx, VertxTestContext context) {
        serve(vertx, request -> request.response().end(result(true, 0.01).encode()))
                .compose(moderator -> moderator.judge("A duel.", 16))
                .onComplete(context.succeeding(judgement -> context.verify(() -> {
                    assertThat(judgement.approved()).isFalse();
                    assertThat(judgement.verdict()).isNotEqualTo(Judgement.Verdict.UNAVAILABLE);
                    context.completeNow();
                })));
    }

    @Test
    void judge_noAnswerInTime_refusesAsUnavailable(Vertx vertx, VertxTestContext context) {
        serve(vertx, Duration.ofMillis(200), request -> {})
                .compose(moderator -> moderator.judge("The cat sat.", 6))
                .onComplete(unavailable(context));
    }

    @Test
    void judge_notJson_refusesAsUnavailable(Vertx vertx, VertxTestContext context) {
        serve(vertx, request -> request.response().end("sorry"))
                .compose(moderator -> moderator.judge("The cat sat.", 6))
                .onComplete(unavailable(context));
    }

    @Test
    void judge_noScores_refusesAsUnavailable(Vertx vertx, VertxTestContext context) {
        serve(vertx, request -> request.response().end("{\"results\":[{}]}"))
                .compose(moderator -> moderator.judge("The cat sat.", 6))
                .onComplete(unavailable(context));
    }

    @Test
    void judge_afterFailures_restsAndThenAsksAgain(Vertx vertx, VertxTestContext context) {
        AtomicInteger asked = new AtomicInteger();
        serve(vertx, request -> {
                    boolean well = asked.incrementAndGet() > OpenAiModerator.MAX_FAILURES;
                    request.response()
                            .setStatusCode(well ? 200 : 500)
                            .end(result(false, 0.01).encode());
                })
                .onComplete(context.succeeding(moderator -> judgeTimes(moderator, OpenAiModerator.MAX_FAILURES)
                        .compose(failed -> moderator.judge("The cat sat.", 6))
                        .onComplete(context.succeeding(refused -> {
                            context.verify(() -> {
                                assertThat(refused.verdict()).isEqualTo(Judgement.Verdict.UNAVAILABLE);
                                assertThat(asked).hasValue(OpenAiModerator.MAX_FAILURES);
                            });
                            vertx.setPeriodic(
                                    50,
                                    timer -> moderator.judge("The cat sat.", 6).onSuccess(judgement -> {
                                        if (judgement.approved()) {
                                            context.completeNow();
                                        }
                                    }));
                        }))));
    }

    @Test
    void connections_endWithVertx(Vertx vertx, VertxTestContext context) {
        Vertx its = Vertx.vertx();
        vertx.createHttpServer()
                .connectionHandler(connection -> connection.closeHandler(closed -> context.completeNow()))
                .requestHandler(
                        request -> request.response().end(result(false, 0.02).encode()))
                .listen(0, "127.0.0.1")
                .compose(
                        server -> moderator(its, server, Duration.ofSeconds(10)).judge("The cat sat.", 6))
                .compose(judgement -> its.close())
                .onFailure(context::failNow);
    }

    private static Future<Judgement> judgeTimes(Moderator moderator, int times) {
        Future<Judgement> last = moderator.judge("The cat sat.", 6);
        for (int i = 1; i < times; i++) {
            last = last.compose(before -> moderator.judge("The cat sat.", 6));
        }
        return last;
    }

    private Handler<io.vertx.core.AsyncResult<Judgement>> unavailable(VertxTestContext context) {
        return context.succeeding(judgement -> context.verify(() -> {
            assertThat(judgement).isEqualTo(Judgement.unavailable());
            assertThat(verdicts).containsExactly("MODERATOR UNAVAILABLE");
            context.completeNow();
        }));
    }

    private Future<OpenAiModerator> serve(Vertx vertx, Handler<HttpServerRequest> answer) {
        return serve(vertx, Duration.ofSeconds(10), answer);
    }

    private Future<OpenAiModerator> serve(Vertx vertx, Duration timeout, Handler<HttpServerRequest> answer) {
        return vertx.createHttpServer()
                .requestHandler(answer)
                .listen(0, "127.0.0.1")
                .map(server -> moderator(vertx, server, timeout));
    }

    private OpenAiModerator moderator(Vertx vertx, HttpServer server, Duration timeout) {
        return new OpenAiModerator(
                vertx,
                new ModeratorConfig(
                        URI.create("http://127.0.0.1:" + server.actualPort() + "/v1"), "key", "test", timeout),
                Supplied.thresholds(),
                judgement -> verdicts.add(judgement.by() + " " + judgement.verdict()),
                Duration.ofMillis(200));
    }

    private static JsonObject result(boolean flagged, double violence) {
        JsonObject result = new JsonObject()
                .put("flagged", flagged)
                .put("categories", new JsonObject().put("violence", flagged))
                .put(
                        "category_scores",
                        new JsonObject().put("violence", violence).put("hate", 0.0001));
        return new JsonObject().put("results", new JsonArray(new ArrayList<>(List.of(result))));
    }
}
