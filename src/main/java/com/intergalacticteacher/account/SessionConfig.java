package com.intergalacticteacher.account;

import java.time.Duration;

/**
 * How long a sign-in lasts, and what carries it.
 *
 * @param accessTokenLifetime how long a copied access token is of use
 * @param sessionLifetime after which a parent who did not come back signs in again
 * @param isTokenInQuery whether a stream may be opened by {@code ?token=}
 */
public record SessionConfig(Duration accessTokenLifetime, Duration sessionLifetime, boolean isTokenInQuery) {
    public static final Duration DEFAULT_ACCESS_TOKEN_LIFETIME = Duration.ofMinutes(15);
    public static final Duration DEFAULT_SESSION_LIFETIME = Duration.ofDays(30);
    public static final SessionConfig DEFAULT =
            new SessionConfig(DEFAULT_ACCESS_TOKEN_LIFETIME, DEFAULT_SESSION_LIFETIME, true);
}
