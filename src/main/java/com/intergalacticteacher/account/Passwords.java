package com.intergalacticteacher.account;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Hashes passwords by Argon2id, on threads of its own, which end with Vert.x: one hash takes some 100 ms and 19 MiB.
 * May be called from any thread; futures complete on the caller's context.
 */
public final class Passwords {
    /** OWASP's first choice for Argon2id, in KiB; with 2 passes and 1 lane. */
    private static final int MEMORY = 19_456;

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    private static final Argon2Function ARGON2 =
            Argon2Function.getInstance(MEMORY, 2, 1, HASH_BYTES, Argon2.ID, Argon2Function.ARGON2_VERSION_13);
    private static final int THREADS = 2;
    private static final int MAX_WAITING = 64;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Of no password at all: 32 noughts come out of none. Checking against it is the same work. */
    private static final String NOBODYS =
            "$argon2id$v=19$m=" + MEMORY + ",t=2,p=1$" + noughts(SALT_BYTES) + "$" + noughts(HASH_BYTES);

    private final WorkerExecutor workers;
    private final AtomicInteger waiting = new AtomicInteger();

    public Passwords(Vertx vertx) {
        workers = vertx.createSharedWorkerExecutor("passwords", THREADS);
    }

    /** Fails with {@code BUSY} where too many wait already. */
    public Future<String> hash(String password) {
        return onWorker(() -> {
            byte[] salt = new byte[SALT_BYTES];
            RANDOM.nextBytes(salt);
            return ARGON2.hash(bytes(password), salt).getResult();
        });
    }

    /**
     * Whether it is the password of that hash. Without one it is not, after the same work, so that the time of the
     * answer does not tell who has an account. Fails with {@code BUSY} where too many wait already.
     */
    public Future<Boolean> matches(String password, @Nullable String hash) {
        return hash == null ? check(password, NOBODYS).map(false) : check(password, hash);
    }

    private Future<Boolean> check(String password, String hash) {
        return onWorker(() -> Argon2Function.getInstanceFromHash(hash)
                .check(bytes(password), hash.getBytes(StandardCharsets.US_ASCII)));
    }

    private <T> Future<T> onWorker(Callable<T> work) {
        if (waiting.incrementAndGet() > MAX_WAITING) {
            waiting.decrementAndGet();
            return Future.failedFuture(new AccountRefused(AccountRefused.Reason.BUSY));
        }
        return workers.executeBlocking(work, false).onComplete(done -> waiting.decrementAndGet());
    }

    private static String noughts(int bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(new byte[bytes]);
    }

    /** The same password typed on another keyboard may arrive as other code points. */
    private static byte[] bytes(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC).getBytes(StandardCharsets.UTF_8);
    }
}
