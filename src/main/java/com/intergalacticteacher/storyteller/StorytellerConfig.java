package com.intergalacticteacher.storyteller;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Who tells the stories, and how long it is waited for.
 *
 * @param server null: the built-in storyteller
 * @param builtinTokensPerSecond the built-in storyteller's pace; 0: as fast as it goes
 * @param firstTokenTimeout from the request to the first token
 * @param tokenTimeout between two tokens
 */
public record StorytellerConfig(
        @Nullable Server server, int builtinTokensPerSecond, Duration firstTokenTimeout, Duration tokenTimeout) {
    public static final int DEFAULT_BUILTIN_TOKENS_PER_SECOND = 25;
    public static final Duration DEFAULT_FIRST_TOKEN_TIMEOUT = Duration.ofSeconds(30);
    public static final Duration DEFAULT_TOKEN_TIMEOUT = Duration.ofSeconds(20);

    /**
     * An OpenAI-compatible server.
     *
     * @param baseUrl what {@code /chat/completions} is appended to, without a slash at its end
     * @param apiKey null: it asks for none
     */
    public record Server(URI baseUrl, @Nullable String apiKey, String model) {
        @Override
        public String toString() {
            return "Server[baseUrl=" + baseUrl + ", model=" + model + "]";
        }
    }
}
