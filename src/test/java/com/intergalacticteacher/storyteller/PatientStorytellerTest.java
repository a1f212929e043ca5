package com.intergalacticteacher.storyteller;

import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.event.Ending;
import com.intergalacticteacher.testing.TestObjects;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PatientStorytellerTest {
    private final Vertx vertx = Vertx.vertx();
    private final Upstream upstream = new Upstream();
    private final StringBuilder heard = new StringBuilder();

    @AfterEach
    void close() {
        TestObjects.await(vertx.close());
    }

    @Test
    void pause_thatIsLong_letsTheUpstreamGoAndGoesOnFromTheText() throws Exception {
        Telling telling = tell(Duration.ofMillis(1));
        upstream.asked(0).onText().accept("Once upon");
        telling.pause();
        assertThat(upstream.asked(0)
                        .cancelled()
                        .future()
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get(10, TimeUnit.SECONDS))
                .isNull();
        assertThat(telling.ending().isComplete()).isFalse();

        telling.resume();
        assertThat(upstream.asked(1).request().told()).isEqualTo("Told. Once upon");
        upstream.asked(1).onText().accept(" a time.");
        Ending ending = new Ending("Title", null, List.of(), List.of());
        upstream.asked(1).ending().complete(ending);
        assertThat(heard.toString()).isEqualTo("Once upon a time.");
        assertThat(telling.ending().result()).isSameAs(ending);
    }

    @Test
    void pause_thatIsShort_keepsTheUpstream() {
        Telling telling = tell(Duration.ofMinutes(1));
        telling.pause();
        telling.resume();
        assertThat(upstream.asked).hasSize(1);
        assertThat(upstream.asked(0).cancelled().future().isComplete()).isFalse();
    }

    @Test
    void pause_inWhichTheUpstreamBreaksOff_goesOnFromTheText() {
        Telling telling = tell(Duration.ofMinutes(1));
        upstream.asked(0).onText().accept("Once upon");
        telling.pause();
        upstream.asked(0).ending().fail(new StorytellerException(StorytellerException.Kind.BROKEN, "reset"));
        assertThat(telling.ending().isComplete()).isFalse();

        telling.resume();
        assertThat(upstream.asked(1).request().told()).isEqualTo("Told. Once upon");
    }

    /** That nobody is there any more is seen when one reads again. */
    @Test
    void upstream_thatBreaksOffAfterAPause_isAskedOnceMore() {
        Telling telling = tell(Duration.ofMinutes(1));
        telling.pause();
        telling.resume();
        upstream.asked(0).onText().accept("Once upon");
        upstream.asked(0).ending().fail(new StorytellerException(StorytellerException.Kind.BROKEN, "reset"));
        assertThat(upstream.asked(1).request().told()).isEqualTo("Told. Once upon");

        upstream.asked(1).ending().fail(new StorytellerException(StorytellerException.Kind.BROKEN, "reset"));
        assertThat(telling.ending().failed()).isTrue();
    }

    @Test
    void pause_afterTheEnd_isNone() {
        Telling telling = tell(Duration.ofMillis(1));
        upstream.asked(0).ending().complete(new Ending("Title", null, List.of(), List.of()));
        telling.pause();
        telling.resume();
        assertThat(upstream.asked).hasSize(1);
    }

    @Test
    void cancel_inALongPause_fails() throws Exception {
        Telling telling = tell(Duration.ofMillis(1));
        telling.pause();
        upstream.asked(0)
                .cancelled()
                .future()
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        telling.cancel();
        assertThat(telling.ending().cause()).isInstanceOf(StorytellerException.class);
        telling.resume();
        assertThat(upstream.asked).hasSize(1);
    }

    private Telling tell(Duration longPause) {
        return new PatientStoryteller(vertx, upstream, longPause, StorytellerMetrics.NOOP)
                .tell(new Storyteller.Request(1, TestObjects.BRIEF, "Told. ", null), heard::append);
    }

    private record Asked(
            Storyteller.Request request, Consumer<String> onText, Promise<Ending> ending, Promise<Void> cancelled) {}

    private static final class Upstream implements Storyteller {
        private final List<Asked> asked = new ArrayList<>();

        Asked asked(int n) {
            return asked.get(n);
        }

        @Override
        public Telling tell(Request request, Consumer<String> onText) {
            Asked one = new Asked(request, onText, Promise.promise(), Promise.promise());
            asked.add(one);
            return new Telling() {
                @Override
                public Future<Ending> ending() {
                    return one.ending().future();
                }

                @Override
                public void pause() {}

                @Override
                public void resume() {}

                @Override
                public void cancel() {
                    one.cancelled().tryComplete();
                }
            };
        }
    }
}
