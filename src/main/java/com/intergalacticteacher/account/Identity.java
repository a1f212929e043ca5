package com.intergalacticteacher.account;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who a credential speaks for.
 *
 * @param sessionId the sign-in it belongs to; null where an identity provider keeps them
 * @param until when even an open stream may no longer go on with it
 */
public record Identity(long parentId, @Nullable UUID sessionId, Instant until) {}
