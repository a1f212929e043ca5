package com.intergalacticteacher.account;

import static com.intergalacticteacher.account.AccountRefused.Reason.ACCOUNT_GONE;
import static com.intergalacticteacher.account.AccountRefused.Reason.BAD_TOKEN;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** The sign-ins of all nodes, with the refresh tokens of each. Thread-safe; futures fail with {@link AccountRefused}. */
public final class Sessions {
    private static final String OPEN = """
            WITH swept AS (
              DELETE FROM sessions WHERE id IN (
                SELECT id FROM sessions WHERE expires_at < now() LIMIT 100 FOR UPDATE SKIP LOCKED)),
            opened AS (
              INSERT INTO sessions (id, parent_id, expires_at)
              SELECT $1, id, now() + make_interval(secs => $3) FROM parents WHERE id = $2
              RETURNING id, parent_id, expires_at),
            refreshable AS (INSERT INTO refresh_tokens (token_hash, session_id) SELECT $4, id FROM opened)
            SELECT id, parent_id, expires_at FROM opened
            """;
    private static final String USE =
            "UPDATE refresh_tokens SET used_at = now() WHERE token_hash = $1 AND used_at IS NULL RETURNING session_id";
    private static final String REVOKE_FAMILY =
            "DELETE FROM sessions WHERE id = (SELECT session_id FROM refresh_tokens WHERE token_hash = $1)";
    private static final String RENEW = """
            UPDATE sessions SET expires_at = now() + make_interval(secs => $2)
            WHERE id = $1 AND expires_at > now() RETURNING id, parent_id, expires_at
            """;
    private static final String NEXT = """
            WITH swept AS (
              DELETE FROM refresh_tokens WHERE session_id = $2 AND used_at < now() - make_interval(secs => $3))
            INSERT INTO refresh_tokens (token_hash, session_id) VALUES ($1, $2)
            """;

    private final Pool pool;
    private final double lifetime;
    private final Recent recent = new Recent();

    public Sessions(Pool pool, Duration lifetime) {
        this.pool = pool;
        this.lifetime = lifetime.toSeconds();
    }

    /** A sign-in, and the token that renews it. */
    public record Opened(Identity identity, String refreshToken) {
        @Override
        public String toString() {
            return "Opened[" + identity + ", refreshToken=hidden]";
        }
    }

    /** Also sweeps sessions past their time, a few at once, so that no timer has to. */
    public Future<Opened> open(long parentId) {
        String refreshToken = Secrets.make();
        return pool.preparedQuery(OPEN)
                .execute(Tuple.of(UUID.randomUUID(), parentId, lifetime, Secrets.hash(refreshToken)))
                .map(rows -> {
                    if (rows.size() == 0) {
                        throw new AccountRefused(ACCOUNT_GONE);
                    }
                    return new Opened(identity(rows.iterator().next()), refreshToken);
                });
    }

    /** Takes a refresh token for the next one. One that was taken before ends the session: there are two who hold it. */
    public Future<Opened> refresh(String refreshToken) {
        return pool.withTransaction(tx -> tx.preparedQuery(USE)
                        .execute(Tuple.of(Secrets.hash(refreshToken)))
                        .compose(rows -> rows.size() == 0
                                ? Future.failedFuture(new AccountRefused(BAD_TOKEN))
                                : next(tx, rows.iterator().next().getUUID("session_id"))))
                .recover(failure -> failure instanceof AccountRefused
                        ? pool.preparedQuery(REVOKE_FAMILY)
                                .execute(Tuple.of(Secrets.hash(refreshToken)))
                                .compose(revoked -> Future.failedFuture(failure))
                        : Future.failedFuture(failure));
    }

    private Future<Opened> next(SqlConnection tx, UUID sessionId) {
        String refreshToken = Secrets.make();
        return tx.preparedQuery(NEXT)
                .execute(Tuple.of(Secrets.hash(refreshToken), sessionId, lifetime))
                .compose(inserted -> tx.preparedQuery(RENEW).execute(Tuple.of(sessionId, lifetime)))
                .map(rows -> {
                    if (rows.size() == 0) {
                        throw new AccountRefused(BAD_TOKEN);
                    }
                    return new Opened(identity(rows.iterator().next()), refreshToken);
                });
    }

    /** Its time begins anew. */
    public Future<Identity> renew(UUID sessionId) {
        return pool.preparedQuery(RENEW).execute(Tuple.of(sessionId, lifetime)).map(rows -> {
            if (rows.size() == 0) {
                throw new AccountRefused(BAD_TOKEN);
            }
            return identity(rows.iterator().next());
        });
    }

    /** Every token of it is refused: at once by this node, within a second by the others. */
    public Future<Void> end(UUID sessionId) {
        return pool.preparedQuery("DELETE FROM sessions WHERE id = $1")
                .execute(Tuple.of(sessionId))
                .onComplete(done -> recent.forget(sessionId))
                .mapEmpty();
    }

    /** Whose it is, as of a second ago at most; fails with {@code BAD_TOKEN} where it has ended. */
    public Future<Identity> find(UUID sessionId) {
        Identity known = recent.get(sessionId);
        return known != null
                ? Future.succeededFuture(known)
                : pool.preparedQuery(
                                "SELECT id, parent_id, expires_at FROM sessions WHERE id = $1 AND expires_at > now()")
                        .execute(Tuple.of(sessionId))
                        .map(rows -> {
                            if (rows.size() == 0) {
                                throw new AccountRefused(BAD_TOKEN);
                            }
                            Identity found = identity(rows.iterator().next());
                            recent.put(sessionId, found);
                            return found;
                        });
    }

    /** Those that have ended. */
    public Future<Set<UUID>> ended(Collection<UUID> sessionIds) {
        Set<UUID> ended = new HashSet<>(sessionIds);
        if (ended.isEmpty()) {
            return Future.succeededFuture(ended);
        }
        return pool.preparedQuery("SELECT id FROM sessions WHERE id = ANY($1) AND expires_at > now()")
                .execute(Tuple.tuple().addArrayOfUUID(ended.toArray(UUID[]::new)))
                .map(rows -> {
                    rows.forEach(row -> ended.remove(row.getUUID("id")));
                    return ended;
                });
    }

    private static Identity identity(Row row) {
        Instant until = row.getOffsetDateTime("expires_at").toInstant();
        return new Identity(row.getLong("parent_id"), row.getUUID("id"), until);
    }
}
