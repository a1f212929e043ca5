package com.intergalacticteacher.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.pgclient.PgConnectOptions;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Where a database is and who asks: {@code postgresql://user:password@host:port/database?sslmode=require}. */
public record DatabaseUrl(
        String host, int port, String database, String user, String password, Map<String, String> parameters) {
    public static final int DEFAULT_PORT = 5432;
    private static final Set<String> SCHEMES = Set.of("postgresql", "postgres");
    private static final Set<String> PARAMETERS = Set.of("sslmode", "sslrootcert", "application_name");

    public DatabaseUrl {
        parameters = Map.copyOf(parameters);
    }

    /**
     * Reads a URL; user and password may be percent-encoded.
     *
     * @throws IllegalArgumentException saying what is wrong and never showing the URL, because it holds the password
     */
    public static DatabaseUrl parse(String text) {
        URI uri = uri(text);
        if (uri.getScheme() == null || !SCHEMES.contains(uri.getScheme())) {
            throw new IllegalArgumentException("it must begin with postgresql://");
        }
        if (uri.getHost() == null) {
            throw new IllegalArgumentException(
                    "it names no host, or its user or password holds a character that must be percent-encoded");
        }
        String[] credentials = uri.getRawUserInfo() == null
                ? new String[0]
                : uri.getRawUserInfo().split(":", 2);
        if (credentials.length == 0 || credentials[0].isEmpty()) {
            throw new IllegalArgumentException("it names no user");
        }
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        if (path.length() < 2 || path.indexOf('/', 1) >= 0) {
            throw new IllegalArgumentException("it must name one database after the host, as in /stories");
        }
        return new DatabaseUrl(
                uri.getHost(),
                port(uri),
                decode(path.substring(1)),
                decode(credentials[0]),
                credentials.length == 1 ? "" : decode(credentials[1]),
                parameters(uri));
    }

    private static URI uri(String text) {
        try {
            return new URI(text.strip());
        } catch (URISyntaxException e) {
            // Without the cause: its message quotes the URL.
            throw new IllegalArgumentException(
                    "it is no URL: the character at position " + e.getIndex() + " must be percent-encoded");
        }
    }

    private static int port(URI uri) {
        int port = uri.getPort() == -1 ? DEFAULT_PORT : uri.getPort();
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("its port is " + port + ", expected 1 to 65535");
        }
        return port;
    }

    private static Map<String, String> parameters(URI uri) {
        Map<String, String> parameters = new LinkedHashMap<>();
        String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        for (String parameter : query.split("&", -1)) {
            if (parameter.isEmpty()) {
                continue;
            }
            String[] pair = parameter.split("=", 2);
            String name = decode(pair[0]);
            if (!PARAMETERS.contains(name)) {
                throw new IllegalArgumentException(
                        "its parameter " + name + " is unknown, expected sslmode, sslrootcert or application_name");
            }
            parameters.put(name, pair.length == 1 ? "" : decode(pair[1]));
        }
        TransportSecurity.of(parameters);
        return parameters;
    }

    private static String decode(String text) {
        // A plus is a plus in a URL's path and user; URLDecoder would make it a space.
        return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
    }

    /** The same server and user, another database on it. */
    public DatabaseUrl withDatabase(String name) {
        return new DatabaseUrl(host, port, name, user, password, parameters);
    }

    /** For JDBC; user and password are given apart, so that no driver's message can print them. */
    String jdbcUrl() {
        return "jdbc:postgresql://" + host + ":" + port + "/" + URLEncoder.encode(database, UTF_8) + "?"
                + "ApplicationName=" + URLEncoder.encode(applicationName(), UTF_8)
                + TransportSecurity.of(parameters).jdbcParameters();
    }

    /** For the reactive client. */
    public PgConnectOptions connectOptions() {
        PgConnectOptions options = new PgConnectOptions()
                .setHost(unbracketed(host))
                .setPort(port)
                .setDatabase(database)
                .setUser(user)
                .setPassword(password)
                .addProperty("application_name", applicationName());
        TransportSecurity.of(parameters).applyTo(options);
        return options;
    }

    private String applicationName() {
        return parameters.getOrDefault("application_name", "intergalactic-teacher");
    }

    private static String unbracketed(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** The URL without its password, fit for a log. */
    @Override
    public String toString() {
        return "postgresql://" + user + "@" + host + ":" + port + "/" + database;
    }
}
