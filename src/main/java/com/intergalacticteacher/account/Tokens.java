package com.intergalacticteacher.account;

import io.vertx.core.Future;

/** The access tokens parents sign in with. */
public interface Tokens {

    Token issue(long parentId);

    /** The parent it was issued to; fails with {@code BAD_TOKEN} where it is none of ours or past its time. */
    Future<Long> parentOf(String token);

    /** A token and the seconds it is good for. */
    record Token(String text, int lifetime) {}
}
