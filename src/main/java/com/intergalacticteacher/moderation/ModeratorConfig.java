package com.intergalacticteacher.moderation;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An OpenAI-compatible moderator.
 *
 * @param baseUrl what {@code /moderations} is appended to, without a slash at its end
 * @param apiKey null: it asks for none
 * @param timeout no verdict within it counts as a refusal
 */
public record ModeratorConfig(URI baseUrl, @Nullable String apiKey, String model, Duration timeout) {
    public static final String DEFAULT_MODEL = "omni-moderation-latest";
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(3);

    @Override
    public String toString() {
        return "ModeratorConfig[baseUrl=" + baseUrl + ", model=" + model + ", timeout=" + timeout + "]";
    }
}
