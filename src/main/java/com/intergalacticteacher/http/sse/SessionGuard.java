package com.intergalacticteacher.http.sse;

import com.intergalacticteacher.account.Identity;
import com.intergalacticteacher.account.Sessions;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Ends open responses whose credential has: within about a second of a sign-out on any node, or when its time is up.
 * They end without a terminal event, so the client comes back, is asked to sign in, and goes on from its cursor. An
 * access token past its time ends nothing: the session behind it counts. Used on one context.
 */
public final class SessionGuard {
    private static final long CHECK_MILLIS = 1_000;

    private final Sessions sessions;
    private final List<Guarded> open = new ArrayList<>();
    private boolean isAsking;

    private record Guarded(SseConnection connection, Identity identity) {}

    public SessionGuard(Vertx vertx, Sessions sessions) {
        this.sessions = sessions;
        vertx.setPeriodic(CHECK_MILLIS, id -> check());
    }

    void add(SseConnection connection, Identity identity) {
        open.add(new Guarded(connection, identity));
    }

    private void check() {
        open.removeIf(guarded -> guarded.connection().isClosed());
        Instant now = Instant.now();
        List.copyOf(open).stream()
                .filter(guarded -> guarded.identity().until().isBefore(now))
                .forEach(guarded -> guarded.connection().comeBack());
        Set<UUID> ids = open.stream()
                .map(guarded -> guarded.identity().sessionId())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        if (isAsking || ids.isEmpty()) {
            return;
        }
        isAsking = true;
        sessions.ended(ids).onComplete(asked -> {
            isAsking = false;
            if (asked.succeeded()) {
                endThoseOf(asked.result());
            }
        });
    }

    private void endThoseOf(Set<UUID> sessionIds) {
        List.copyOf(open).stream()
                .filter(guarded -> {
                    UUID id = guarded.identity().sessionId();
                    return id != null && sessionIds.contains(id);
                })
                .forEach(guarded -> guarded.connection().comeBack());
    }
}
