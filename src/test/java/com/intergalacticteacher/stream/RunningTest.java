package com.intergalacticteacher.stream;

import static com.intergalacticteacher.testing.TestObjects.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.event.Granularity;
import com.intergalacticteacher.testing.TestObjects;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunningTest {
    private final Vertx vertx = Vertx.vertx();
    private final Running running = new Running();

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void get_underTheSameEpoch_isItsControl() {
        Control control = new Control(3, 0);
        running.add(42, control);

        assertThat(running.get(draft(42, 3))).isSameAs(control);
        assertThat(running.get(draft(42, 2))).isNull();
        assertThat(running.get(draft(43, 3))).isNull();
        assertThat(running.contains(42)).isTrue();
        assertThat(running.size()).isEqualTo(1);
    }

    @Test
    void add_ofANewerClaim_releasesTheFormer() {
        Control former = new Control(1, 0);
        Control control = new Control(2, 0);
        running.add(42, former);
        running.add(42, control);

        assertThat(heard(former)).isEqualTo(Signal.RELEASE);
        assertThat(running.get(draft(42, 2))).isSameAs(control);
        assertThat(running.size()).isEqualTo(1);
    }

    @Test
    void add_ofAnOlderClaim_whoseAnswerIsLate_isReleasedItself() {
        Control control = new Control(2, 0);
        Control late = new Control(1, 0);
        running.add(42, control);
        running.add(42, late);

        assertThat(heard(late)).isEqualTo(Signal.RELEASE);
        assertThat(running.get(draft(42, 2))).isSameAs(control);
        assertThat(running.get(draft(42, 1))).isNull();
    }

    @Test
    void remove_ofTheFormer_leavesTheNewer() {
        Control former = new Control(1, 0);
        running.add(42, former);
        running.add(42, new Control(2, 0));

        running.remove(42, former);

        assertThat(running.contains(42)).isTrue();
    }

    @Test
    void signal_reachesOneStream_signalAllEvery() {
        Control first = new Control(1, 0);
        Control second = new Control(1, 0);
        running.add(1, first);
        running.add(2, second);

        running.signal(1, Signal.CANCEL);
        running.signal(99, Signal.CANCEL);
        running.signalAll(Signal.RELEASE);

        assertThat(heard(first)).isEqualTo(Signal.CANCEL);
        assertThat(heard(second)).isEqualTo(Signal.RELEASE);
    }

    @Test
    void stopOverdue_countsWhatOtherNodesTold() {
        Control late = new Control(2, Duration.ofMinutes(6).toNanos());
        Control inTime = new Control(2, Duration.ofMinutes(4).toNanos());
        running.add(1, late);
        running.add(2, inTime);

        running.stopOverdue(Duration.ofMinutes(5));
        inTime.signal(Signal.PAUSE);
        assertThat(heard(late)).isEqualTo(Signal.TIMEOUT);
        assertThat(heard(inTime)).isEqualTo(Signal.PAUSE);
    }

    @Test
    void stopOverdue_whatTookTooLongHere_isStopped() {
        Control control = new Control(1, 0);
        running.add(1, control);

        running.stopOverdue(Duration.ZERO);
        assertThat(heard(control)).isEqualTo(Signal.TIMEOUT);
    }

    @Test
    void takeUntold_leavesOutWhatIsClaimedOrToldMeanwhile() {
        running.untold(Set.of(1L, 2L, 3L));
        running.claimed(1);
        running.add(2, new Control(3, 0));

        assertThat(running.known()).containsExactlyInAnyOrder(1L, 2L);
        assertThat(running.takeUntold()).containsExactly(3L);
        assertThat(running.takeUntold()).isEmpty();
    }

    @Test
    void claimed_thatCannotBeTold_isUntold() {
        running.claimed(1);
        running.untold(Set.of(1L));
        assertThat(running.known()).isEmpty();
        assertThat(running.takeUntold()).containsExactly(1L);
    }

    private Signal heard(Control control) {
        Promise<Signal> heard = Promise.promise();
        control.listen(vertx.getOrCreateContext(), heard::tryComplete);
        return await(heard.future());
    }

    private static Draft draft(long streamId, int epoch) {
        return Draft.blank(streamId, epoch, 3, 7, TestObjects.BRIEF, Granularity.TOKEN, null);
    }
}
