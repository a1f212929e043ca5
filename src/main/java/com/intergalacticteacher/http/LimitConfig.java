package com.intergalacticteacher.http;

import java.time.Duration;

/**
 * How much one client may try.
 *
 * @param signInsPerAccount tries a minute
 * @param signInsPerAddress tries a minute
 * @param registrationsPerAddress new accounts a minute
 * @param requestTimeout within which a request has to arrive whole
 * @param trustedProxies how many of our own stand in front, each adding to {@code X-Forwarded-For}
 */
public record LimitConfig(
        int signInsPerAccount,
        int signInsPerAddress,
        int registrationsPerAddress,
        Duration requestTimeout,
        int trustedProxies) {
    public static final int DEFAULT_SIGN_INS_PER_ACCOUNT = 10;
    public static final int DEFAULT_SIGN_INS_PER_ADDRESS = 60;
    public static final int DEFAULT_REGISTRATIONS_PER_ADDRESS = 20;
    public static final Duration DEFAULT_REQUEST_TIMEOUT = Duration.ofSeconds(20);
    public static final LimitConfig DEFAULT = new LimitConfig(
            DEFAULT_SIGN_INS_PER_ACCOUNT,
            DEFAULT_SIGN_INS_PER_ADDRESS,
            DEFAULT_REGISTRATIONS_PER_ADDRESS,
            DEFAULT_REQUEST_TIMEOUT,
            0);
}
