package com.intergalacticteacher.account;

import static com.intergalacticteacher.account.AccountRefused.Reason.ACCOUNT_GONE;
import static com.intergalacticteacher.account.AccountRefused.Reason.BAD_TOKEN;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** Tickets that open one stream each, for clients that can put a credential only into a URL. */
public final class StreamTickets {
    /** Of a ticket, in seconds. */
    public static final int LIFETIME = 60;

    private static final int TICKET_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Pool pool;

    public StreamTickets(Pool pool) {
        this.pool = pool;
    }

    /** Also sweeps tickets past their time, a few at once, so that no timer has to. */
    public Future<String> issue(long parentId) {
        byte[] random = new byte[TICKET_BYTES];
        RANDOM.nextBytes(random);
        String ticket = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        return pool.preparedQuery("""
                        WITH swept AS (
                          DELETE FROM stream_tickets WHERE ticket_hash IN (
                            SELECT ticket_hash FROM stream_tickets WHERE expires_at < now()
                            LIMIT 100 FOR UPDATE SKIP LOCKED))
                        INSERT INTO stream_tickets (ticket_hash, parent_id, expires_at)
                        SELECT $1, id, now() + make_interval(secs => $2) FROM parents WHERE id = $3
                        """)
                .execute(Tuple.of(hash(ticket), (double) LIFETIME, parentId))
                .map(inserted -> {
                    if (inserted.rowCount() == 0) {
                        throw new AccountRefused(ACCOUNT_GONE);
                    }
                    return ticket;
                });
    }

    /** The parent of a ticket, which is used up by this; fails with {@code BAD_TOKEN}. */
    public Future<Long> redeem(String ticket) {
        return pool.preparedQuery(
                        "DELETE FROM stream_tickets WHERE ticket_hash = $1 RETURNING parent_id, expires_at > now() AS good")
                .execute(Tuple.of(hash(ticket)))
                .map(rows -> {
                    if (rows.size() == 0 || !rows.iterator().next().getBoolean("good")) {
                        throw new AccountRefused(BAD_TOKEN);
                    }
                    return rows.iterator().next().getLong("parent_id");
                });
    }

    private static Buffer hash(String ticket) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return Buffer.buffer(sha256.digest(ticket.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
