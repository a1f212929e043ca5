package com.intergalacticteacher;

import com.intergalacticteacher.account.SessionConfig;
import com.intergalacticteacher.account.TokenConfig;
import com.intergalacticteacher.config.ConfigurationException;
import com.intergalacticteacher.config.Settings;
import com.intergalacticteacher.database.DatabaseConfig;
import com.intergalacticteacher.database.DatabaseException;
import com.intergalacticteacher.database.DatabaseUrl;
import com.intergalacticteacher.database.SecretFile;
import com.intergalacticteacher.http.HttpConfig;
import com.intergalacticteacher.http.LimitConfig;
import com.intergalacticteacher.http.sse.Coding;
import com.intergalacticteacher.moderation.ModeratorConfig;
import com.intergalacticteacher.moderation.ScreenConfig;
import com.intergalacticteacher.storyteller.StorytellerConfig;
import com.intergalacticteacher.stream.StreamConfig;
import com.intergalacticteacher.trace.TraceConfig;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
    private static final int MAX_PORT = 65_535;
    private static final Duration MOMENT = Duration.ofMillis(100);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration YEAR = Duration.ofDays(365);
    private static final String[] PUBLISHED = {"JWT_JWKS_URL", "JWT_ISSUER", "JWT_AUDIENCE"};
    private static final Pattern ORIGIN = Pattern.compile("https?://[^/?#@*\\s]+");

    /**
     * Reads it from the environment and from the file beside it; blocks. With the embedded database and no other way to
     * know a token, a secret is made and kept.
     *
     * @throws ConfigurationException with all that is wrong
     */
    public static AppConfig read(Map<String, String> environment, Path folder) {
        Settings settings = Settings.read(environment, folder);
        HttpConfig http = http(settings, folder);
        DatabaseConfig database = database(settings, folder);
        TokenConfig given = token(settings);
        SessionConfig session = session(settings);
        LimitConfig limits = limits(settings);
        StorytellerConfig storyteller = storyteller(settings);
        ScreenConfig screen =
                new ScreenConfig(folder.resolve(settings.path("MODERATION_LISTS", ScreenConfig.DEFAULT_LISTS)));
        ModeratorConfig moderator = moderator(settings);
        StreamConfig stream = stream(settings, http, environment);
        TraceConfig trace = trace(settings);
        LogConfig log = LogConfig.read(settings, folder);
        settings.check();
        TokenConfig token = given == null ? keptSecret(database) : given;
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

    private static HttpConfig http(Settings settings, Path folder) {
        HttpConfig http = new HttpConfig(
                settings.text("HTTP_HOST", HttpConfig.DEFAULT_HOST),
                settings.number("HTTP_PORT", HttpConfig.DEFAULT_PORT, 0, MAX_PORT),
                settings.number("MANAGEMENT_PORT", HttpConfig.DEFAULT_MANAGEMENT_PORT, 0, MAX_PORT),
                settings.number(
                        "MAX_STREAMING_CONNECTIONS", HttpConfig.DEFAULT_MAX_STREAMING_CONNECTIONS, 1, 1_000_000),
                settings.duration("STREAM_HEARTBEAT", HttpConfig.DEFAULT_HEARTBEAT, SECOND, MINUTE),
                tls(settings, folder),
                settings.flag("HTTP2_CLEARTEXT", false),
                settings.words("STREAMING_COMPRESSION", Coding.class),
                settings.list("CORS_ORIGINS"));
        if (http.port() == http.managementPort() && http.port() != 0) {
            settings.fault("MANAGEMENT_PORT is \"" + http.port() + "\" as HTTP_PORT is, expected another port");
        }
        http.corsOrigins().stream()
                .filter(origin -> !ORIGIN.matcher(origin).matches())
                .forEach(origin -> settings.fault("CORS_ORIGINS holds \"" + origin
                        + "\", expected origins such as https://example.com, separated by commas"));
        return http;
    }

    private static HttpConfig.@Nullable Tls tls(Settings settings, Path folder) {
        Path certificate = settings.file("HTTP_TLS_CERT", folder);
        Path key = settings.file("HTTP_TLS_KEY", folder);
        if (settings.isSet("HTTP_TLS_CERT") || settings.isSet("HTTP_TLS_KEY")) {
            settings.require("HTTP_TLS_CERT and HTTP_TLS_KEY go together", "HTTP_TLS_CERT", "HTTP_TLS_KEY");
        }
        return certificate == null || key == null ? null : new HttpConfig.Tls(certificate, key);
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

    /** Null: a secret is to be made, which only the embedded database's own program may do. */
    private static @Nullable TokenConfig token(Settings settings) {
        String secret = settings.secret("JWT_SECRET");
        String previous = settings.secret("JWT_SECRET_PREVIOUS");
        URI jwksUrl = settings.httpUrl("JWT_JWKS_URL");
        String issuer = settings.text("JWT_ISSUER");
        String audience = settings.text("JWT_AUDIENCE");
        Duration interval =
                settings.duration("JWT_JWKS_INTERVAL", TokenConfig.Published.DEFAULT_MIN_INTERVAL, SECOND, HOUR);
        boolean isPublished = Stream.of(PUBLISHED).anyMatch(settings::isSet);
        if (secret != null && isPublished) {
            settings.fault(
                    "JWT_SECRET is set and so is JWT_JWKS_URL, JWT_ISSUER or JWT_AUDIENCE, expected one way only");
        }
        if (secret == null && previous != null) {
            settings.fault("JWT_SECRET_PREVIOUS is set and JWT_SECRET is not, expected both");
        }
        if (isPublished) {
            settings.require("JWT_JWKS_URL, JWT_ISSUER and JWT_AUDIENCE go together", PUBLISHED);
            return jwksUrl == null || issuer == null || audience == null
                    ? null
                    : new TokenConfig.Published(jwksUrl, issuer, audience, interval);
        }
        if (secret == null) {
            if (settings.isSet("DATABASE_URL")) {
                settings.fault("JWT_SECRET is missing, expected at least " + TokenConfig.MIN_SECRET_BYTES
                        + " bytes, or JWT_JWKS_URL with JWT_ISSUER and JWT_AUDIENCE, because DATABASE_URL is set");
            }
            settings.show("JWT_SECRET", "kept");
            return null;
        }
        SecretRules.check(settings, "JWT_SECRET", secret);
        if (previous != null) {
            SecretRules.check(settings, "JWT_SECRET_PREVIOUS", previous);
        }
        return new TokenConfig.Shared(secret, previous);
    }

    private static SessionConfig session(Settings settings) {
        return new SessionConfig(
                settings.duration("ACCESS_TOKEN_LIFETIME", SessionConfig.DEFAULT_ACCESS_TOKEN_LIFETIME, SECOND, DAY),
                settings.duration("SESSION_LIFETIME", SessionConfig.DEFAULT_SESSION_LIFETIME, MINUTE, YEAR),
                settings.flag("TOKEN_IN_QUERY", true));
    }

    private static LimitConfig limits(Settings settings) {
        return new LimitConfig(
                settings.number("SIGN_INS_PER_ACCOUNT", LimitConfig.DEFAULT_SIGN_INS_PER_ACCOUNT, 1, 1_000_000),
                settings.number("SIGN_INS_PER_ADDRESS", LimitConfig.DEFAULT_SIGN_INS_PER_ADDRESS, 1, 1_000_000),
                settings.number(
                        "REGISTRATIONS_PER_ADDRESS", LimitConfig.DEFAULT_REGISTRATIONS_PER_ADDRESS, 1, 1_000_000),
                settings.duration("REQUEST_TIMEOUT", LimitConfig.DEFAULT_REQUEST_TIMEOUT, SECOND, HOUR),
                settings.number("TRUSTED_PROXIES", 0, 0, 10));
    }

    private static TokenConfig keptSecret(DatabaseConfig database) {
        try {
            return new TokenConfig.Shared(
                    SecretFile.readOrMake(database.dataDir().resolve("jwt.secret")), null);
        } catch (DatabaseException e) {
            throw new ConfigurationException(List.of("DATA_DIR cannot be used: " + e.getMessage()));
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
