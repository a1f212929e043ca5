package com.intergalacticteacher.account;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

/** An account to look around with, for a database that nobody uses yet. Never for one that somebody else runs. */
public final class DemoParent {
    public static final String EMAIL = "demo@example.com";
    public static final String PASSWORD = "intergalactic";
    public static final long CHILD_ID = 1;

    private final Pool pool;
    private final Passwords passwords;

    public DemoParent(Pool pool, Passwords passwords) {
        this.pool = pool;
        this.passwords = passwords;
    }

    /** Makes it where there is no account at all; whether it is there. */
    public Future<Boolean> settle() {
        return pool.preparedQuery("""
                        SELECT EXISTS (SELECT FROM parents) AS is_inhabited,
                          EXISTS (SELECT FROM parents WHERE email = $1) AS is_settled
                        """)
                .execute(Tuple.of(EMAIL))
                .map(rows -> rows.iterator().next())
                .compose(row -> row.getBoolean("is_inhabited")
                        ? Future.succeededFuture(row.getBoolean("is_settled"))
                        : passwords.hash(PASSWORD).compose(hash -> pool.withTransaction(tx -> insert(tx, hash))));
    }

    private static Future<Boolean> insert(SqlConnection tx, String hash) {
        return tx.preparedQuery("""
                        INSERT INTO parents (email, password_hash)
                        SELECT $1, $2 WHERE NOT EXISTS (SELECT FROM parents) RETURNING id
                        """)
                .execute(Tuple.of(EMAIL, hash))
                .compose(rows -> rows.size() == 0
                        ? Future.succeededFuture(false)
                        : insertChild(tx, rows.iterator().next().getLong("id")).map(true));
    }

    /** The id is promised, so it is given, and the number that the sequence would give next is passed over. */
    private static Future<Void> insertChild(SqlConnection tx, long parentId) {
        return tx.preparedQuery("""
                        INSERT INTO children (id, parent_id, name, age, reading_level, language, interests)
                        OVERRIDING SYSTEM VALUE VALUES ($1, $2, 'Nova', 7, 'beginner', 'en',
                          ARRAY['space', 'robots', 'cats'])
                        """)
                .execute(Tuple.of(CHILD_ID, parentId))
                .compose(inserted -> tx.query("SELECT nextval(pg_get_serial_sequence('children', 'id'))")
                        .execute())
                .mapEmpty();
    }
}
