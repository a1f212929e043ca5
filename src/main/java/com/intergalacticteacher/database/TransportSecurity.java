package com.intergalacticteacher.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * TLS towards PostgreSQL as {@code sslmode} and {@code sslrootcert} say it, with libpq's meaning.
 *
 * @param rootCertificate a PEM file; null: the authorities the JVM trusts
 */
record TransportSecurity(SslMode mode, @Nullable String rootCertificate) {

    static TransportSecurity of(Map<String, String> parameters) {
        String name = parameters.getOrDefault("sslmode", "prefer");
        SslMode mode = Arrays.stream(SslMode.values())
                .filter(known -> word(known).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("its sslmode is " + name
                        + ", expected disable, allow, prefer, require, verify-ca or verify-full"));
        String file = parameters.get("sslrootcert");
        return new TransportSecurity(mode, file == null || file.equals("system") ? null : file);
    }

    private static String word(SslMode mode) {
        return mode.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private boolean verifies() {
        return mode == SslMode.VERIFY_CA || mode == SslMode.VERIFY_FULL;
    }

    String jdbcParameters() {
        String parameters = "&sslmode=" + word(mode);
        if (!verifies()) {
            return parameters;
        }
        return rootCertificate == null
                ? parameters + "&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory"
                : parameters + "&sslrootcert=" + URLEncoder.encode(rootCertificate, UTF_8);
    }

    void applyTo(PgConnectOptions options) {
        options.setSslMode(mode);
        if (mode == SslMode.DISABLE) {
            return;
        }
        ClientSSLOptions tls =
                new ClientSSLOptions().setHostnameVerificationAlgorithm(mode == SslMode.VERIFY_FULL ? "HTTPS" : "");
        options.setSslOptions(verifies() ? tls.setTrustOptions(authorities()) : tls.setTrustAll(true));
    }

    private TrustOptions authorities() {
        if (rootCertificate != null) {
            return new PemTrustOptions().addCertPath(rootCertificate);
        }
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            return TrustOptions.wrap(factory.getTrustManagers()[0]);
        } catch (GeneralSecurityException e) {
            throw new DatabaseException("The JVM's own list of certificate authorities cannot be read", e);
        }
    }
}
