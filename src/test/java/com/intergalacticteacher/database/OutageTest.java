package com.intergalacticteacher.database;

import static com.intergalacticteacher.testing.TestObjects.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutageTest {
    private final Vertx vertx = Vertx.vertx();
    private final Outage outage = new Outage(vertx);
    private final List<String> tries = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void waitOut_answeredAtOnce_triesOnce() {
        assertThat(await(outage.waitOut(answer("first"), answer("again")))).isEqualTo("first");
        assertThat(tries).containsExactly("first");
    }

    @Test
    void waitOut_whileItLasts_triesAgainTheOtherWay() {
        Supplier<Future<String>> again = () -> {
            tries.add("again");
            return tries.size() < 3 ? Future.failedFuture(new ConnectException()) : Future.succeededFuture("done");
        };

        assertThat(await(outage.waitOut(failure(sqlState("57P03")), again))).isEqualTo("done");
        assertThat(tries).containsExactly("first", "again", "again");
    }

    /** As many tries as an hour of it takes. */
    @Test
    void waitOut_forLong_isAnsweredInTheEnd() {
        AtomicInteger left = new AtomicInteger(18_000);
        Supplier<Future<String>> again = () -> left.decrementAndGet() > 0
                ? Future.failedFuture(new ConnectException())
                : Future.succeededFuture("done");

        assertThat(await(new Outage(vertx, Duration.ofNanos(1)).waitOut(again, again)))
                .isEqualTo("done");
    }

    @Test
    void waitOut_refused_failsAtOnce() {
        Throwable refused = sqlState("23505");
        assertThatThrownBy(() -> await(outage.waitOut(failure(refused), answer("again"))))
                .hasCause(refused);
        assertThat(tries).containsExactly("first");
    }

    @Test
    void waitOut_refusedAfterAnOutage_fails() {
        Throwable refused = sqlState("42P01");
        assertThatThrownBy(() ->
                        await(outage.waitOut(failure(new ConnectException()), () -> Future.failedFuture(refused))))
                .hasCause(refused);
    }

    private Supplier<Future<String>> answer(String name) {
        return () -> {
            tries.add(name);
            return Future.succeededFuture(name);
        };
    }

    private Supplier<Future<String>> failure(Throwable cause) {
        return () -> {
            tries.add("first");
            return Future.failedFuture(cause);
        };
    }

    private static PgException sqlState(String sqlState) {
        return new PgException("refused", "ERROR", sqlState, null);
    }
}
