package com.intergalacticteacher;

import static com.intergalacticteacher.config.Durations.HOUR;
import static com.intergalacticteacher.config.Durations.MINUTE;
import static com.intergalacticteacher.config.Durations.SECOND;

import com.intergalacticteacher.config.Settings;
import com.intergalacticteacher.http.HttpConfig;
import com.intergalacticteacher.http.LimitConfig;
import com.intergalacticteacher.http.sse.Coding;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the room {@code http} is configured by. */
final class HttpSettings {
    private static final int MAX_PORT = 65_535;
    private static final Pattern ORIGIN = Pattern.compile("https?://[^/?#@*\\s]+");

    private HttpSettings() {}

    static HttpConfig http(Settings settings, Path folder) {
        HttpConfig http = new HttpConfig(
                settings.text("HTTP_HOST", HttpConfig.DEFAULT_HOST),
                settings.number("HTTP_PORT", HttpConfig.DEFAULT_PORT, 0, MAX_PORT),
                settings.number("MANAGEMENT_PORT", HttpConfig.DEFAULT_MANAGEMENT_PORT, 0, MAX_PORT),
                settings.number(
                        "MAX_STREAMING_CONNECTIONS", HttpConfig.DEFAULT_MAX_STREAMING_CONNECTIONS, 1, 1_000_000),
                settings.duration("STREAM_HEARTBEAT", HttpConfig.DEFAULT_HEARTBEAT, SECOND, MINUTE),
                certificate(settings, folder),
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

    private static HttpConfig.@Nullable Certificate certificate(Settings settings, Path folder) {
        Path chain = settings.file("HTTP_TLS_CERT", folder);
        Path key = settings.file("HTTP_TLS_KEY", folder);
        if (settings.isSet("HTTP_TLS_CERT") || settings.isSet("HTTP_TLS_KEY")) {
            settings.require("HTTP_TLS_CERT and HTTP_TLS_KEY go together", "HTTP_TLS_CERT", "HTTP_TLS_KEY");
        }
        return chain == null || key == null ? null : new HttpConfig.Certificate(chain, key);
    }

    static LimitConfig limits(Settings settings) {
        return new LimitConfig(
                settings.number("SIGN_INS_PER_ACCOUNT", LimitConfig.DEFAULT_SIGN_INS_PER_ACCOUNT, 1, 1_000_000),
                settings.number("SIGN_INS_PER_ADDRESS", LimitConfig.DEFAULT_SIGN_INS_PER_ADDRESS, 1, 1_000_000),
                settings.number(
                        "REGISTRATIONS_PER_ADDRESS", LimitConfig.DEFAULT_REGISTRATIONS_PER_ADDRESS, 1, 1_000_000),
                settings.duration("REQUEST_TIMEOUT", LimitConfig.DEFAULT_REQUEST_TIMEOUT, SECOND, HOUR),
                settings.number("TRUSTED_PROXIES", 0, 0, 10));
    }
}
