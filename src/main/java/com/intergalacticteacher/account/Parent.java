package com.intergalacticteacher.account;

/** An account; {@code email} as it is compared, in lower case. */
public record Parent(long id, String email) {}
