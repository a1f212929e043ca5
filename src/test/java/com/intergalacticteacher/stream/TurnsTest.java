package com.intergalacticteacher.stream;

import static com.intergalacticteacher.testing.TestObjects.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private final Vertx vertx = Vertx.vertx();
    private final Turns turns = new Turns(vertx);
    private final List<String> begun = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void take_ofTheSameParent_beginsWhenTheOneBeforeIsOver() {
        Promise<String> first = Promise.promise();
        Future<String> one = turns.take(1, () -> begin("first", first.future()));
        Future<String> two = turns.take(1, () -> begin("second", Future.succeededFuture("two")));
        Future<String> other = turns.take(2, () -> begin("other", Future.succeededFuture("other")));

        assertThat(await(other)).isEqualTo("other");
        assertThat(begun).containsExactly("first", "other");
        first.complete("one");
        assertThat(await(two)).isEqualTo("two");
        assertThat(one.result()).isEqualTo("one");
        assertThat(begun).containsExactly("first", "other", "second");
    }

    @Test
    void take_afterOneThatFailed_begins() {
        Future<String> failed = turns.take(1, () -> Future.failedFuture("broken"));
        Future<String> next = turns.take(1, () -> begin("next", Future.succeededFuture("next")));

        assertThatThrownBy(() -> await(failed)).hasMessageContaining("broken");
        assertThat(await(next)).isEqualTo("next");
    }

    @Test
    void take_whenTheTurnBeforeDoesNotEnd_beginsAllTheSame() {
        turns.take(1, () -> begin("hung", Promise.<String>promise().future()));
        assertThat(await(turns.take(1, () -> begin("next", Future.succeededFuture("next")))))
                .isEqualTo("next");
    }

    @Test
    void take_thatHadToWait_worksAndCompletesOnTheCallersContext() {
        Promise<Void> before = Promise.promise();
        turns.take(1, before::future);
        Context context = vertx.getOrCreateContext();
        Promise<List<Context>> seen = Promise.promise();
        context.runOnContext(v -> turns.take(1, () -> Future.succeededFuture(Vertx.currentContext()))
                .onSuccess(worked -> seen.complete(List.of(worked, Vertx.currentContext()))));
        context.runOnContext(v -> before.complete());

        assertThat(await(seen.future())).containsExactly(context, context);
    }

    private Future<String> begin(String name, Future<String> work) {
        begun.add(name);
        return work;
    }
}
