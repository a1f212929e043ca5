package com.intergalacticteacher.stream;

import com.intergalacticteacher.bus.Appended;
import com.intergalacticteacher.bus.Gone;
import com.intergalacticteacher.journal.Notice;
import com.intergalacticteacher.journal.PgDoorbell;
import com.intergalacticteacher.journal.Watched;
import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * This node among its neighbours: does what their notices say, and once a second looks for what a lost one may have
 * said. So a notice that is lost costs a second, never a word. Used on one context.
 */
final class Rounds {
    private final EventBus bus;
    private final Claims claims;
    private final Running running;
    private final Viewed viewed;
    private final Watched watched;
    private final StreamConfig config;
    private final PgDoorbell doorbell;
    private final Neighbours neighbours;
    private Set<Long> watchedBefore = Set.of();
    private Set<Long> untoldBefore = Set.of();

    Rounds(
            EventBus bus,
            Claims claims,
            Running running,
            Viewed viewed,
            Watched watched,
            StreamConfig config,
            PgDoorbell doorbell) {
        this.bus = bus;
        this.claims = claims;
        this.running = running;
        this.viewed = viewed;
        this.watched = watched;
        this.config = config;
        this.doorbell = doorbell;
        neighbours = new Neighbours(doorbell);
    }

    void heard(Notice notice) {
        switch (notice.kind()) {
            case APPENDED -> ring(notice.streamId(), notice.number(), false);
            case WATCHED -> watched.add(notice.streamId());
            case PAUSE -> running.signal(notice.streamId(), Signal.PAUSE);
            case RESUME -> running.signal(notice.streamId(), Signal.RESUME);
            case CANCEL -> running.signal(notice.streamId(), Signal.CANCEL);
            case UNCLAIMED -> claims.claim();
            case ERASED -> erased(notice.streamId());
        }
    }

    /** Listens if it does not, then looks after what is viewed here and what is told here. */
    Future<Void> go() {
        long node = claims.node();
        return listening(node)
                .compose(v -> watch(node))
                .compose(v -> look())
                .compose(v -> tend())
                .compose(v -> findUntold(node));
    }

    /** Watches what is viewed here and told elsewhere, and no longer what is not. */
    Future<Void> watch(long node) {
        if (!doorbell.isListening(node)) {
            return Future.succeededFuture();
        }
        Set<Long> wanted = viewed.toldElsewhere(running);
        Set<Long> more = without(wanted, watchedBefore);
        Set<Long> less = without(watchedBefore, wanted);
        watchedBefore = wanted;
        // Both asked in this turn: what a later one wants is not to be taken back by what this one no longer wants.
        Future<Void> gone = less.isEmpty() ? Future.succeededFuture() : neighbours.unwatch(node, less);
        Future<Void> come = more.isEmpty() ? Future.succeededFuture() : neighbours.watch(node, more);
        return Future.all(gone, come).mapEmpty();
    }

    private Future<Void> listening(long node) {
        if (doorbell.isListening(node)) {
            return Future.succeededFuture();
        }
        return doorbell.listen(node).compose(v -> {
            // Nobody took back what is no longer wanted while there was no connection to say so.
            watchedBefore = Set.of();
            return neighbours.unwatchAll(node);
        });
    }

    private Future<Void> look() {
        Set<Long> streams = new HashSet<>(viewed.toldElsewhere(running));
        Set<Long> unread = viewed.takeUnread();
        streams.addAll(unread);
        return streams.isEmpty()
                ? Future.succeededFuture()
                : neighbours
                        .look(streams)
                        .onSuccess(seen -> seen.forEach(this::tell))
                        .onFailure(cause -> unread.forEach(viewed::lookAgain))
                        .mapEmpty();
    }

    private void tell(Neighbours.Seen seen) {
        if (seen.isErased() || seen.isGone()) {
            new Gone(seen.streamId(), seen.isErased()).publish(bus);
        } else {
            ring(seen.streamId(), seen.lastSeq(), seen.isEnded());
        }
    }

    private void ring(long streamId, int lastSeq, boolean isTerminal) {
        new Appended(streamId, lastSeq, lastSeq, isTerminal, null).publish(bus);
    }

    private Future<Void> tend() {
        long askedAt = System.nanoTime();
        Map<Long, Control> told = running.snapshot();
        if (told.isEmpty()) {
            watched.replace(Set.of(), askedAt);
            return Future.succeededFuture();
        }
        return neighbours
                .tend(told, config.pauseLimit())
                .onSuccess(all -> settle(told, all, askedAt))
                .mapEmpty();
    }

    private void settle(Map<Long, Control> told, List<Neighbours.Tended> all, long askedAt) {
        for (Neighbours.Tended tended : all) {
            Control control = told.get(tended.streamId());
            if (control == null) {
                continue;
            }
            if (tended.isLost()) {
                control.signal(Signal.RELEASE);
            } else if (tended.isCancelled()) {
                control.signal(Signal.CANCEL);
            } else {
                control.settle(tended.isPaused(), askedAt);
            }
        }
        watched.replace(
                all.stream()
                        .filter(Neighbours.Tended::isWatched)
                        .map(Neighbours.Tended::streamId)
                        .collect(Collectors.toSet()),
                askedAt);
    }

    /** What is twice found untold was not just about to be told. */
    private Future<Void> findUntold(long node) {
        return neighbours
                .untold(node, running.known())
                .onSuccess(found -> {
                    Set<Long> again = new HashSet<>(found);
                    again.retainAll(untoldBefore);
                    running.untold(again);
                    untoldBefore = found;
                })
                .mapEmpty();
    }

    private void erased(long streamId) {
        running.signal(streamId, Signal.RELEASE);
        new Gone(streamId, true).publish(bus);
    }

    private static Set<Long> without(Set<Long> all, Set<Long> some) {
        Set<Long> rest = new HashSet<>(all);
        rest.removeAll(some);
        return rest;
    }
}
