package com.intergalacticteacher.http;

import io.github.bucket4j.Bandwidth;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Locale;

/**
 * Slows down guessing: sign-ins per account and per address, registrations per address, of this node. An account is
 * counted whether it is there or not. A sign-in that succeeds gives its account's try back, so that who knows the
 * password is never shut out for long by who does not. Thread-safe.
 */
public final class Tries {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Buckets accounts;
    private final Buckets signingIn;
    private final Buckets registering;
    private final ClientAddress address;

    /** Each number is allowed at once, and again every minute. */
    public Tries(int perAccount, int perAddress, int registrations, ClientAddress address) {
        accounts = new Buckets(every(MINUTE, perAccount));
        signingIn = new Buckets(every(MINUTE, perAddress));
        registering = new Buckets(every(MINUTE, registrations));
        this.address = address;
    }

    private static Bandwidth every(Duration time, int count) {
        return Bandwidth.builder().capacity(count).refillGreedy(count, time).build();
    }

    /** Throws a 429 where there were too many. */
    void signIn(RoutingContext context, String email) {
        take(signingIn, address.of(context.request()));
        take(accounts, key(email));
    }

    void succeeded(String email) {
        accounts.giveBack(key(email));
    }

    void register(RoutingContext context) {
        take(registering, address.of(context.request()));
    }

    private static void take(Buckets buckets, String key) {
        long wait = buckets.take(key);
        if (wait > 0) {
            throw Problem.of(ProblemCode.TOO_MANY_TRIES, "Please wait a little, then try again.")
                    .withRetryAfter((int) wait)
                    .exception();
        }
    }

    private static String key(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }
}
