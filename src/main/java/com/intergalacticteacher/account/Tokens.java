package com.intergalacticteacher.account;

import io.vertx.core.Future;

/**
 * Tells whose a token is. Futures fail with {@code BAD_TOKEN} where it is not genuine, past its time or taken back, and
 * otherwise where that cannot be told.
 */
public interface Tokens {
    /** In characters: no genuine token is longer, and none is even read. */
    int MAX_LENGTH = 8_192;

    /** Of an access token. */
    Future<Identity> identify(String token);

    /** Of what the session cookie holds, which may be an access token. */
    Future<Identity> identifyCookie(String cookie);
}
