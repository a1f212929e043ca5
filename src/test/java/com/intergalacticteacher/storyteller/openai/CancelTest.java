package com.intergalacticteacher.storyteller.openai;

import static com.intergalacticteacher.testing.ScriptedUpstream.await;
import static com.intergalacticteacher.testing.ScriptedUpstream.done;
import static com.intergalacticteacher.testing.ScriptedUpstream.end;
import static com.intergalacticteacher.testing.ScriptedUpstream.status;
import static com.intergalacticteacher.testing.ScriptedUpstream.text;
import static com.intergalacticteacher.testing.ScriptedUpstream.write;
import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.storyteller.Heard;
import com.intergalacticteacher.storyteller.Requests;
import com.intergalacticteacher.storyteller.StorytellerException.Kind;
import com.intergalacticteacher.storyteller.Telling;
import com.intergalacticteacher.testing.ScriptedUpstream.Exchange;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class CancelTest extends OpenAiFixture {
    private static final Future<?> NEVER = Promise.promise().future();
    private final Set<Long> timers = ConcurrentHashMap.newKeySet();

    @Test
    void cancel_atOnce_asksNothing() {
        upstream.then(text("Once."), done());
        Heard cancelled = Heard.by(vertx, storyteller, Requests.first(), Telling::cancel);
        assertThat(cancelled.failure().kind()).isEqualTo(Kind.CANCELLED);
        hear().ending();
        assertThat(upstream.requests()).isEqualTo(1);
        assertThat(cancelled.text()).isEmpty();
        assertThat(measured).doesNotContain("error CANCELLED");
    }

    @Test
    void cancel_whileTheAnswerIsAwaited_letsGo() {
        upstream.then(await(NEVER));
        Heard heard = hear();
        Exchange exchange = Heard.get(upstream.exchange(0));
        Heard.get(exchange.body());
        heard.act(Telling::cancel);
        Heard.get(exchange.gone().future());
        assertThat(heard.failure().kind()).isEqualTo(Kind.CANCELLED);
        assertThat(upstream.open()).isZero();
    }

    @Test
    void cancel_whileTheFirstTokenIsAwaited_letsGo() {
        Promise<Void> begun = Promise.promise();
        upstream.then(write(": ping\n\n"), exchange -> {
            begun.complete();
            return NEVER;
        });
        Heard heard = hear();
        Heard.get(begun.future());
        heard.act(Telling::cancel);
        Heard.get(Heard.get(upstream.exchange(0)).gone().future());
        assertThat(heard.failure().kind()).isEqualTo(Kind.CANCELLED);
    }

    @Test
    void cancel_inTheMiddleOfAPiece_tellsNoMore() {
        upstream.then(text("Once"), text(" upon"), text(" a"), await(NEVER));
        Promise<Telling> begun = Promise.promise();
        Heard heard = Heard.by(
                vertx,
                (request, onText) -> {
                    Telling telling = storyteller.tell(request, piece -> {
                        onText.accept(piece);
                        begun.future().result().cancel();
                    });
                    begun.complete(telling);
                    return telling;
                },
                Requests.first());
        assertThat(heard.failure().kind()).isEqualTo(Kind.CANCELLED);
        Heard.get(Heard.get(upstream.exchange(0)).gone().future());
        assertThat(heard.pieces()).hasSize(1);
    }

    @Test
    void cancel_whilePaused_letsGo() {
        upstream.then(text("Once"), await(NEVER));
        Heard heard = Heard.by(vertx, storyteller, Requests.first(), Telling::pause);
        Heard.get(Heard.get(upstream.exchange(0)).body());
        heard.act(Telling::cancel);
        heard.act(Telling::resume);
        Heard.get(Heard.get(upstream.exchange(0)).gone().future());
        assertThat(heard.text()).isEmpty();
    }

    @Test
    void cancel_afterTheEnd_changesNothing() {
        upstream.then(text("Once."), done());
        Heard heard = hear();
        heard.ending();
        heard.act(Telling::cancel);
        heard.act(Telling::pause);
        heard.act(Telling::resume);
        assertThat(heard.ending().title()).isEqualTo("Space");
    }

    @Test
    void everyEnd_leavesNoTimer() {
        Vertx real = vertx;
        vertx = counting(real);
        storyteller = storyteller(upstream.base(), Duration.ofSeconds(20), Duration.ofSeconds(20));
        upstream.then(text("Once."), done())
                .then(status(503, Map.of()), end())
                .then(text("Once."), done())
                .then(text("Once"), end())
                .then(status(401, Map.of()), end())
                .then(await(NEVER));
        hear().ending();
        hear().ending();
        assertThat(hear().failure().kind()).isEqualTo(Kind.BROKEN);
        assertThat(hear().failure().kind()).isEqualTo(Kind.UNAVAILABLE);
        Heard cancelled = hear();
        Heard.get(upstream.exchange(5));
        assertThat(timers).hasSize(1);
        cancelled.act(Telling::cancel);
        assertThat(timers).isEmpty();
        vertx = real;
    }

    /** The same Vert.x, with a note of the timers that are set. */
    private Vertx counting(Vertx real) {
        return (Vertx) Proxy.newProxyInstance(
                Vertx.class.getClassLoader(), new Class<?>[] {Vertx.class}, (self, method, args) -> {
                    try {
                        if (method.getName().equals("setTimer") && args.length == 2) {
                            @SuppressWarnings("unchecked")
                            Handler<Long> handler = (Handler<Long>) args[1];
                            args[1] = (Handler<Long>) id -> {
                                timers.remove(id);
                                handler.handle(id);
                            };
                        }
                        Object result = method.invoke(real, args);
                        if (method.getName().equals("setTimer")) {
                            timers.add((Long) result);
                        } else if (method.getName().equals("cancelTimer")) {
                            timers.remove(args[0]);
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
