package com.intergalacticteacher.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.testing.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class DatabaseIT {
    private static final String INSERT = "INSERT INTO parents (email, password_hash) VALUES ('a@example.com', 'x')";

    @Test
    void create_calledTwice_givesTwoMigratedDatabasesApart(Vertx vertx, VertxTestContext context) {
        TestDatabase one = TestDatabase.create(vertx);
        TestDatabase two = TestDatabase.create(vertx);
        one.pool()
                .query(INSERT)
                .execute()
                .compose(inserted ->
                        two.pool().query("SELECT count(*) FROM parents").execute())
                .map(rows -> rows.iterator().next().getLong(0))
                .onComplete(context.succeeding(count -> context.verify(() -> {
                    assertThat(count).isZero();
                    context.completeNow();
                })));
    }
}
