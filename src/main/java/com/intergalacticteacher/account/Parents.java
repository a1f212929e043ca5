package com.intergalacticteacher.account;

import static com.intergalacticteacher.account.AccountRefused.Reason.ACCOUNT_GONE;
import static com.intergalacticteacher.account.AccountRefused.Reason.BAD_CREDENTIALS;
import static com.intergalacticteacher.account.AccountRefused.Reason.EMAIL_TAKEN;
import static com.intergalacticteacher.account.AccountRefused.Reason.EMAIL_TOO_LONG;

import com.intergalacticteacher.database.SqlState;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The accounts. Futures fail with {@link AccountRefused} where something is refused. */
public final class Parents {
    private static final int MAX_EMAIL = 254;

    private final Pool pool;
    private final Passwords passwords;

    public Parents(Pool pool, Passwords passwords) {
        this.pool = pool;
        this.passwords = passwords;
    }

    public Future<Parent> register(String email, String password) {
        String address = normalised(email);
        if (address.length() > MAX_EMAIL) {
            return Future.failedFuture(new AccountRefused(EMAIL_TOO_LONG));
        }
        return passwords
                .hash(password)
                .compose(hash -> pool.preparedQuery(
                                "INSERT INTO parents (email, password_hash) VALUES ($1, $2) RETURNING id, email")
                        .execute(Tuple.of(address, hash)))
                .map(rows -> parent(rows.iterator().next()))
                .recover(failure -> Future.failedFuture(
                        SqlState.isUniqueViolation(failure) ? new AccountRefused(EMAIL_TAKEN) : failure));
    }

    public Future<Parent> signIn(String email, String password) {
        return pool.preparedQuery("SELECT id, email, password_hash FROM parents WHERE email = $1")
                .execute(Tuple.of(storable(normalised(email))))
                .compose(rows -> {
                    @Nullable Row row = first(rows);
                    return passwords
                            .matches(password, row == null ? null : row.getString("password_hash"))
                            .map(matches -> {
                                if (row == null || !matches) {
                                    throw new AccountRefused(BAD_CREDENTIALS);
                                }
                                return parent(row);
                            });
                });
    }

    public Future<Parent> find(long id) {
        return pool.preparedQuery("SELECT id, email FROM parents WHERE id = $1")
                .execute(Tuple.of(id))
                .map(rows -> {
                    @Nullable Row row = first(rows);
                    if (row == null) {
                        throw new AccountRefused(ACCOUNT_GONE);
                    }
                    return parent(row);
                });
    }

    /** Erases everything of theirs; nothing happens where it is erased already. */
    public Future<Void> erase(long id) {
        return pool.preparedQuery("DELETE FROM parents WHERE id = $1")
                .execute(Tuple.of(id))
                .mapEmpty();
    }

    /** As addresses are compared: people do not tell their capitals, or the width of their letters, apart. */
    private static String normalised(String email) {
        return Normalizer.normalize(email, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    /** PostgreSQL refuses a text with a null in it; nobody's address has one. */
    private static String storable(String address) {
        return address.replace('\0', '\uFFFD');
    }

    private static @Nullable Row first(RowSet<Row> rows) {
        return rows.size() == 0 ? null : rows.iterator().next();
    }

    private static Parent parent(Row row) {
        return new Parent(row.getLong("id"), row.getString("email"));
    }
}
