package com.intergalacticteacher.account;

import java.net.URI;

/** By what an access token is known to be genuine. */
public sealed interface TokenConfig {
    int MIN_SECRET_BYTES = 32;

    /** Signed and checked here, with HS256. */
    record Shared(String secret) implements TokenConfig {
        @Override
        public String toString() {
            return "Shared[secret=hidden]";
        }
    }

    /** Signed by somebody else, checked with the public keys published at {@code jwksUrl}. */
    record Published(URI jwksUrl, String issuer, String audience) implements TokenConfig {}
}
