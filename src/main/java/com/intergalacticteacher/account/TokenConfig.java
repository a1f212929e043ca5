package com.intergalacticteacher.account;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** By what an access token is known to be genuine. */
public sealed interface TokenConfig {
    int MIN_SECRET_BYTES = 32;

    /**
     * Signed and checked here, with HS256.
     *
     * @param previous one that tokens may still be, or already are, signed with; null for none
     */
    record Shared(String secret, @Nullable String previous) implements TokenConfig {
        @Override
        public String toString() {
            return "Shared[secret=hidden, previous=" + (previous == null ? "none" : "hidden") + "]";
        }
    }

    /**
     * Signed by somebody else, checked with the public keys published at {@code jwksUrl}.
     *
     * @param minInterval from one fetching of the keys to the next, however many unknown ones come up
     */
    record Published(URI jwksUrl, String issuer, String audience, Duration minInterval) implements TokenConfig {
        public static final Duration DEFAULT_MIN_INTERVAL = Duration.ofSeconds(30);
    }
}
