package com.intergalacticteacher.storyteller.openai;

import java.util.OptionalLong;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** When a request that brought nothing is made again. Times are in milliseconds. */
final class Backoff {
    static final int RETRIES = 2;
    static final long MAX_RETRY_AFTER = 5_000;
    private static final long FIRST = 200;

    private final DoubleSupplier random;
    private int retries;

    /** @param random from 0 to 1 */
    Backoff(DoubleSupplier random) {
        this.random = random;
    }

    static boolean isWorthwhile(int status) {
        return status == 429 || status >= 500;
    }

    /**
     * How long to wait before the next try: 80 to 100 % of 200, then 400; no less than the server asks for. None if
     * there were enough, or the server asks for more than 5 s: by then somebody else may have told the story.
     *
     * @param retryAfter the header's value, in seconds; a date is passed over
     */
    OptionalLong next(@Nullable String retryAfter) {
        long asked = millis(retryAfter);
        if (retries == RETRIES || asked > MAX_RETRY_AFTER) {
            return OptionalLong.empty();
        }
        long wait = (long) ((FIRST << retries++) * (0.8 + 0.2 * random.getAsDouble()));
        return OptionalLong.of(Math.max(Math.max(wait, asked), 1));
    }

    private static long millis(@Nullable String retryAfter) {
        if (retryAfter == null || !retryAfter.strip().matches("\\d{1,9}(\\.\\d{1,3})?")) {
            return 0;
        }
        return (long) (Double.parseDouble(retryAfter.strip()) * 1000);
    }
}
