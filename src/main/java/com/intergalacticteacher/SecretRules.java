package com.intergalacticteacher;

import com.intergalacticteacher.account.TokenConfig;
import com.intergalacticteacher.config.Settings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Refuses secrets that somebody else may know: short ones, well-known ones, and those nobody made at random. */
final class SecretRules {
    /** Fewer different characters than a random secret of the least length ever has. */
    private static final int MIN_DIFFERENT = 10;

    /** Of manuals, examples and templates, in letters and digits alone. */
    private static final List<String> WELL_KNOWN = List.of(
            "changeme",
            "changethis",
            "replaceme",
            "yoursecret",
            "yoursupersecret",
            "supersecret",
            "secretkey",
            "mysecret",
            "jwtsecret",
            "password",
            "example",
            "placeholder",
            "insecure",
            "donotuse",
            "0123456789abcdef",
            "abcdefghijklmnopqrstuvwxyz",
            "1234567890123456",
            "intergalacticteacher");

    private SecretRules() {}

    static void check(Settings settings, String name, String secret) {
        int bytes = secret.getBytes(StandardCharsets.UTF_8).length;
        if (bytes < TokenConfig.MIN_SECRET_BYTES) {
            settings.fault(name + " has " + bytes + " bytes, expected at least " + TokenConfig.MIN_SECRET_BYTES);
        } else if (isGuessable(secret)) {
            settings.fault(name + " is well known or not random, expected one from `openssl rand -base64 36`");
        }
    }

    private static boolean isGuessable(String secret) {
        String letters = secret.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        return secret.codePoints().distinct().count() < MIN_DIFFERENT
                || WELL_KNOWN.stream().anyMatch(letters::contains);
    }
}
