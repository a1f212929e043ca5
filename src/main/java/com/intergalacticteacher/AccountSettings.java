package com.intergalacticteacher;

import static com.intergalacticteacher.config.Durations.DAY;
import static com.intergalacticteacher.config.Durations.HOUR;
import static com.intergalacticteacher.config.Durations.MINUTE;
import static com.intergalacticteacher.config.Durations.SECOND;
import static com.intergalacticteacher.config.Durations.YEAR;

import com.intergalacticteacher.account.SessionConfig;
import com.intergalacticteacher.account.TokenConfig;
import com.intergalacticteacher.config.ConfigurationException;
import com.intergalacticteacher.config.Settings;
import com.intergalacticteacher.database.DatabaseConfig;
import com.intergalacticteacher.database.DatabaseException;
import com.intergalacticteacher.database.SecretFile;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the room {@code account} is configured by. */
final class AccountSettings {
    private static final String[] PUBLISHED = {"JWT_JWKS_URL", "JWT_ISSUER", "JWT_AUDIENCE"};

    private AccountSettings() {}

    /** Null: a secret is to be made, which only the embedded database's own program may do. */
    static @Nullable TokenConfig token(Settings settings) {
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

    static SessionConfig session(Settings settings) {
        return new SessionConfig(
                settings.duration("ACCESS_TOKEN_LIFETIME", SessionConfig.DEFAULT_ACCESS_TOKEN_LIFETIME, SECOND, DAY),
                settings.duration("SESSION_LIFETIME", SessionConfig.DEFAULT_SESSION_LIFETIME, MINUTE, YEAR),
                settings.flag("TOKEN_IN_QUERY", true));
    }

    /** Writes to the data directory: call it when nothing is at fault. */
    static TokenConfig keptSecret(DatabaseConfig database) {
        try {
            return new TokenConfig.Shared(
                    SecretFile.readOrMake(database.dataDir().resolve("jwt.secret")), null);
        } catch (DatabaseException e) {
            throw new ConfigurationException(List.of("DATA_DIR cannot be used: " + e.getMessage()));
        }
    }
}
