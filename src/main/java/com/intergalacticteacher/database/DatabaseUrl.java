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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a database is and who asks: {@code postgresql://user:password@host:port/database?sslmode=require}. */
public record DatabaseUrl(
        String host, int port, String database, String user, String password, Map<String, String> parameters) {
    public static final int DEFAULT_PORT = 5432;
    private static final Set<String> SCHEMES = Set.of("postgresql", "postgres");
    private static final Set<String> PARAMETERS = Set.of("sslmode", "sslrootcert", "application_name");

    private static final String ENCODE = "a special character in its user or password is not percent-encoded";
    /** Host and port. By hand, because URI refuses the underscores that container names have. */
    private static final Pattern SERVER = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[A-Za-z0-9._-]+)(?::(\\d{1,6}))?");

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
        String authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
        int at = authority.lastIndexOf('@');
        if (at < 1 || authority.startsWith(":")) {
            throw new IllegalArgumentException("it names no user before the host, or " + ENCODE);
        }
        Matcher server = SERVER.matcher(authority.substring(at + 1));
        if (!server.matches()) {
            throw new IllegalArgumentException("it names no host after the user, or " + ENCODE);
        }
        String[] credentials = authority.substring(0, at).split(":", 2);
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        if (path.length() < 2 || path.indexOf('/', 1) >= 0) {
            throw new IllegalArgumentException("it must name one database after the host, as in /stories");
        }
        return new DatabaseUrl(
                server.group(1),
                port(server.group(2)),
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
            throw new IllegalArgumentException("it is no URL, or " + ENCODE);
        }
    }

    private static int port(@Nullable String digits) {
        int port = digits == null ? DEFAULT_PORT : Integer.parseInt(digits);
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

    private static String encode(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    /** For JDBC; user and password are given apart, so that no driver's message can print them. */
    String jdbcUrl() {
        return "jdbc:postgresql://" + host + ":" + port + "/" + encode(database) + "?"
                + "ApplicationName=" + encode(applicationName())
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
