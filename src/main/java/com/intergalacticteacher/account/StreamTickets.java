package com.intergalacticteacher.account;

import static com.intergalacticteacher.account.AccountRefused.Reason.ACCOUNT_GONE;
import static com.intergalacticteacher.account.AccountRefused.Reason.BAD_TOKEN;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Tickets that open one stream each, for clients that can put a credential only into a URL. */
public final class StreamTickets {
    /** Of a ticket, in seconds. */
    public static final int LIFETIME = 60;

    /** How long a stream may be watched by a ticket of no session, in seconds. */
    private static final int WATCHING = 60 * 60;

    private final Pool pool;

    public StreamTickets(Pool pool) {
        this.pool = pool;
    }

    /** Also sweeps tickets past their time, a few at once, so that no timer has to. */
    public Future<String> issue(Identity identity) {
        String ticket = Secrets.make();
        return pool.preparedQuery("""
                        WITH swept AS (
                          DELETE FROM stream_tickets WHERE ticket_hash IN (
                            SELECT ticket_hash FROM stream_tickets WHERE expires_at < now()
                            LIMIT 100 FOR UPDATE SKIP LOCKED))
                        INSERT INTO stream_tickets (ticket_hash, parent_id, expires_at, session_id)
                        SELECT $1, id, now() + make_interval(secs => $2), $4 FROM parents WHERE id = $3
                        """)
                .execute(Tuple.of(Secrets.hash(ticket), (double) LIFETIME, identity.parentId(), identity.sessionId()))
                .map(inserted -> {
                    if (inserted.rowCount() == 0) {
                        throw new AccountRefused(ACCOUNT_GONE);
                    }
                    return ticket;
                });
    }

    /** Who asked for a ticket, which is used up by this; fails with {@code BAD_TOKEN}. */
    public Future<Identity> redeem(String ticket) {
        return pool.preparedQuery("""
                        DELETE FROM stream_tickets t WHERE ticket_hash = $1 RETURNING parent_id, session_id,
                          expires_at > now() AS good,
                          (SELECT s.expires_at FROM sessions s WHERE s.id = t.session_id) AS session_until
                        """).execute(Tuple.of(Secrets.hash(ticket))).map(rows -> {
            if (rows.size() == 0 || !rows.iterator().next().getBoolean("good")) {
                throw new AccountRefused(BAD_TOKEN);
            }
            return identity(rows.iterator().next());
        });
    }

    private static Identity identity(Row row) {
        OffsetDateTime until = row.getOffsetDateTime("session_until");
        return new Identity(
                row.getLong("parent_id"),
                row.getUUID("session_id"),
                until == null ? Instant.now().plusSeconds(WATCHING) : until.toInstant());
    }
}
