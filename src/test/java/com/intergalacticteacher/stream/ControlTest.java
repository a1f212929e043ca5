package com.intergalacticteacher.stream;

import static com.intergalacticteacher.testing.TestObjects.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ControlTest {
    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final Control control = new Control(1, 0);
    private final List<Signal> heard = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void signal_reachesWhoListens() {
        control.listen(context, heard::add);
        control.signal(Signal.PAUSE);
        control.signal(Signal.RESUME);
        assertHeard(Signal.PAUSE, Signal.RESUME);
    }

    @Test
    void signal_thatChangesNothing_isNotTold() {
        control.listen(context, heard::add);
        List.of(Signal.RESUME, Signal.PAUSE, Signal.PAUSE, Signal.RESUME, Signal.RESUME)
                .forEach(control::signal);
        assertHeard(Signal.PAUSE, Signal.RESUME);
    }

    @ParameterizedTest
    @EnumSource(
            value = Signal.class,
            names = {"CANCEL", "TIMEOUT", "RELEASE"})
    void signal_afterTheFinalOne_isNotTold(Signal last) {
        control.listen(context, heard::add);
        control.signal(last);
        List.of(Signal.values()).forEach(control::signal);
        assertHeard(last);
    }

    @Test
    void listen_whilePaused_hearsOfItAtOnce() {
        control.signal(Signal.PAUSE);
        control.listen(context, heard::add);
        assertHeard(Signal.PAUSE);
    }

    @Test
    void listen_afterResuming_hearsNothing() {
        control.signal(Signal.PAUSE);
        control.signal(Signal.RESUME);
        control.listen(context, heard::add);
        assertHeard();
    }

    @Test
    void listen_afterTheFinalSignal_hearsThatAlone() {
        control.signal(Signal.PAUSE);
        control.signal(Signal.CANCEL);
        control.listen(context, heard::add);
        assertHeard(Signal.CANCEL);
    }

    @Test
    void listen_again_takesOverFromTheFormer() {
        control.listen(context, signal -> heard.add(Signal.RELEASE));
        control.listen(context, heard::add);
        control.signal(Signal.CANCEL);
        assertHeard(Signal.CANCEL);
    }

    @Test
    void toldNanos_countsWhatOtherNodesTold() {
        assertThat(new Control(2, TimeUnit.MINUTES.toNanos(3)).toldNanos())
                .isBetween(TimeUnit.MINUTES.toNanos(3), TimeUnit.MINUTES.toNanos(4));
    }

    @Test
    void toldNanos_standsStillWhilePaused() {
        control.signal(Signal.PAUSE);
        long paused = control.toldNanos();
        long later = System.nanoTime() + 1_000_000;
        while (System.nanoTime() < later) {
            Thread.onSpinWait();
        }
        assertThat(control.toldNanos()).isEqualTo(paused);

        long beforeResume = System.nanoTime();
        control.signal(Signal.RESUME);
        assertThat(control.toldNanos()).isBetween(paused, paused + System.nanoTime() - beforeResume);
    }

    /** What was told is on the context already; this comes after it. */
    private void assertHeard(Signal... signals) {
        Promise<Void> all = Promise.promise();
        context.runOnContext(v -> all.complete());
        await(all.future());
        assertThat(heard).containsExactly(signals);
    }
}
