package com.intergalacticteacher;

import static com.intergalacticteacher.config.Durations.HOUR;
import static com.intergalacticteacher.config.Durations.MOMENT;
import static com.intergalacticteacher.config.Durations.SECOND;
import static com.intergalacticteacher.config.Durations.YEAR;

import com.intergalacticteacher.account.SessionConfig;
import com.intergalacticteacher.account.TokenConfig;
import com.intergalacticteacher.config.ConfigurationException;
import com.intergalacticteacher.config.Settings;
import com.intergalacticteacher.database.DatabaseConfig;
import com.intergalacticteacher.database.DatabaseUrl;
import com.intergalacticteacher.http.HttpConfig;
import com.intergalacticteacher.http.LimitConfig;
import com.intergalacticteacher.moderation.ModeratorConfig;
import com.intergalacticteacher.moderation.ScreenConfig;
import com.intergalacticteacher.storyteller.StorytellerConfig;
import com.intergalacticteacher.stream.StreamConfig;
import com.intergalacticteacher.trace.TraceConfig;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The whole configuration, each room's record under the room's name.
 *
 * @param moderator null: the built-in screen judges alone
 * @param effective every value that counts, on one line, fit for a log
 */
public record AppConfig(
        HttpConfig http,
        DatabaseConfig database,
        TokenConfig token,
        SessionConfig session,
        LimitConfig limits,
        StorytellerConfig storyteller,
        ScreenConfig screen,
        @Nullable ModeratorConfig moderator,
        StreamConfig stream,
        TraceConfig trace,
        LogConfig log,
        String effective) {
    /**
     * Reads it from the environment and from the file beside it; blocks. With the embedded database and no other way to
     * know a token, a secret is made and kept.
     *
     * @throws ConfigurationException with all that is wrong
     */
    public static AppConfig read(Map<String, String> environment, Path folder) {
        Settings settings = Settings.read(environment, folder);
        HttpConfig http = HttpSettings.http(settings, folder);
        DatabaseConfig database = database(settings, folder);
        TokenConfig given = AccountSettings.token(settings);
        SessionConfig session = AccountSettings.session(settings);
        LimitConfig limits = HttpSettings.limits(settings);
        StorytellerConfig storyteller = storyteller(settings);
        ScreenConfig screen =
                new ScreenConfig(folder.resolve(settings.path("MODERATION_LISTS", ScreenConfig.DEFAULT_LISTS)));
        ModeratorConfig moderator = moderator(settings);
        StreamConfig stream = stream(settings, http, environment);
        TraceConfig trace = trace(settings);
        LogConfig log = LogConfig.read(settings, folder);
        settings.check();
        TokenConfig token = given == null ? AccountSettings.keptSecret(database) : given;
        return new AppConfig(
                http,
                database,
                token,
                session,
                limits,
                storyteller,
                screen,
                moderator,
                stream,
                trace,
                log,
                settings.effective());
    }

    private static DatabaseConfig database(Settings settings, Path folder) {
        return new DatabaseConfig(
                databaseUrl(settings),
                folder.resolve(settings.path("DATA_DIR", DatabaseConfig.DEFAULT_DATA_DIR)),
                settings.number("DATABASE_POOL_SIZE", DatabaseConfig.DEFAULT_POOL_SIZE, 1, 1_000),
                settings.duration(
                        "DATABASE_STATEMENT_TIMEOUT", DatabaseConfig.DEFAULT_STATEMENT_TIMEOUT, Duration.ZERO, HOUR));
    }

    private static @Nullable DatabaseUrl databaseUrl(Settings settings) {
        String text = settings.secret("DATABASE_URL");
        if (text == null) {
            settings.show("DATABASE_URL", "embedded");
            return null;
        }
        try {
            DatabaseUrl url = DatabaseUrl.parse(text);
            settings.show("DATABASE_URL", url.toString());
            return url;
        } catch (IllegalArgumentException e) {
            settings.fault("DATABASE_URL is wrong: " + e.getMessage()
                    + "; expected postgresql://user:password@host:port/database");
            return null;
        }
    }

    private static StorytellerConfig storyteller(Settings settings) {
        URI baseUrl = settings.httpUrl("LLM_BASE_URL");
        String apiKey = settings.secret("LLM_API_KEY");
        String model = settings.text("LLM_MODEL");
        if (settings.isSet("LLM_BASE_URL") || apiKey != null || model != null) {
            settings.require("a storyteller needs LLM_BASE_URL and LLM_MODEL", "LLM_BASE_URL", "LLM_MODEL");
        }
        return new StorytellerConfig(
                baseUrl == null || model == null ? null : new StorytellerConfig.Server(baseUrl, apiKey, model),
                settings.number(
                        "BUILTIN_TOKENS_PER_SECOND", StorytellerConfig.DEFAULT_BUILTIN_TOKENS_PER_SECOND, 0, 1_000_000),
                settings.duration(
                        "LLM_FIRST_TOKEN_TIMEOUT", StorytellerConfig.DEFAULT_FIRST_TOKEN_TIMEOUT, MOMENT, HOUR),
                settings.duration("LLM_TOKEN_TIMEOUT", StorytellerConfig.DEFAULT_TOKEN_TIMEOUT, MOMENT, HOUR));
    }

    private static @Nullable ModeratorConfig moderator(Settings settings) {
        URI baseUrl = settings.httpUrl("MODERATION_BASE_URL");
        String apiKey = settings.secret("MODERATION_API_KEY");
        String model = settings.text("MODERATION_MODEL", ModeratorConfig.DEFAULT_MODEL);
        Duration timeout = settings.duration("MODERATION_TIMEOUT", ModeratorConfig.DEFAULT_TIMEOUT, MOMENT, HOUR);
        if (apiKey != null) {
            settings.require("a moderator needs MODERATION_BASE_URL", "MODERATION_BASE_URL");
        }
        return baseUrl == null ? null : new ModeratorConfig(baseUrl, apiKey, model, timeout);
    }

    private static TraceConfig trace(Settings settings) {
        return new TraceConfig(
                settings.httpUrl("OTEL_EXPORTER_OTLP_ENDPOINT"),
                settings.number("TRACES_SAMPLED", TraceConfig.DEFAULT_SAMPLED, 0, 100),
                settings.text("OTEL_SERVICE_NAME", TraceConfig.DEFAULT_SERVICE));
    }

    private static StreamConfig stream(Settings settings, HttpConfig http, Map<String, String> environment) {
        return new StreamConfig(
                settings.flag("STREAMING_ENABLED", true),
                settings.duration("STREAMING_TIMEOUT", StreamConfig.DEFAULT_TIMEOUT, SECOND, HOUR),
                settings.number("STREAMING_CHUNK_SIZE", StreamConfig.DEFAULT_CHUNK_WORDS, 1, 10_000),
                settings.word("STREAMING_GRANULARITY", StreamConfig.DEFAULT_GRANULARITY),
                settings.number("MAX_STREAMS_PER_USER", StreamConfig.DEFAULT_MAX_STREAMS_PER_USER, 1, 1_000_000),
                settings.number("STREAM_STARTS_PER_MINUTE", StreamConfig.DEFAULT_STARTS_PER_MINUTE, 1, 10_000_000),
                settings.number("MAX_STREAMS_PER_NODE", StreamConfig.DEFAULT_MAX_STREAMS_PER_NODE, 1, 1_000_000),
                settings.duration("PAUSE_RELEASE", StreamConfig.DEFAULT_PAUSE_RELEASE, MOMENT, YEAR),
                settings.duration("PAUSE_LIMIT", StreamConfig.DEFAULT_PAUSE_LIMIT, MOMENT, YEAR),
                settings.text("NODE_NAME", NodeNames.usual(http.port(), environment)),
                settings.duration("NODE_LEASE", StreamConfig.DEFAULT_NODE_LEASE, SECOND, HOUR),
                settings.duration("JOURNAL_RETENTION", StreamConfig.DEFAULT_JOURNAL_RETENTION, HOUR, YEAR));
    }
}
