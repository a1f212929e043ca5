package com.intergalacticteacher.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PasswordsTest {
    private final Vertx vertx = Vertx.vertx();
    private final Passwords passwords = new Passwords(vertx);

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    @Test
    void matches_itsOwnHash_only() throws Exception {
        String hash = await(passwords.hash("correct horse"));

        assertThat(await(passwords.matches("correct horse", hash))).isTrue();
        assertThat(await(passwords.matches("Correct horse", hash))).isFalse();
        assertThat(await(passwords.matches("correct horse", null))).isFalse();
        assertThat(await(passwords.matches("nobody's password", null))).isFalse();
    }

    @Test
    void hash_samePassword_isAnother() throws Exception {
        assertThat(await(passwords.hash("correct horse"))).isNotEqualTo(await(passwords.hash("correct horse")));
    }

    @Test
    void matches_sameLettersOfOtherCodePoints() throws Exception {
        String hash = await(passwords.hash("cafe\u0301 noir"));

        assertThat(await(passwords.matches("caf\u00e9 noir", hash))).isTrue();
    }

    @Test
    void threads_endWithVertx() throws Exception {
        await(passwords.hash("correct horse"));
        List<Thread> threads = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("passwords-"))
                .toList();
        assertThat(threads).isNotEmpty();

        await(vertx.close());

        for (Thread thread : threads) {
            thread.join(TimeUnit.SECONDS.toMillis(60));
        }
        assertThat(threads).noneMatch(Thread::isAlive);
    }

    @Test
    void hash_tooManyAtOnce_refusesTheRest() throws Exception {
        List<Future<String>> all = IntStream.range(0, 80)
                .mapToObj(i -> passwords.hash("password " + i))
                .toList();

        await(Future.join(all).otherwiseEmpty());

        assertThat(all).filteredOn(Future::succeeded).hasSizeBetween(60, 79);
        assertThat(all)
                .filteredOn(Future::failed)
                .isNotEmpty()
                .allSatisfy(refused ->
                        assertThat(((AccountRefused) refused.cause()).reason()).isEqualTo(AccountRefused.Reason.BUSY));
    }
}
