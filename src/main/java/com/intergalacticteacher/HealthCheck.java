package com.intergalacticteacher;

import com.intergalacticteacher.config.Settings;
import com.intergalacticteacher.http.HttpConfig;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Asks the program of this machine whether it is alive, for a container that has nothing else to ask with; reads host
 * and port where the program does. Exit status 0: it is.
 */
public final class HealthCheck {
    private static final int PATIENCE_MILLIS = 5_500;

    private HealthCheck() {}

    public static void main(String[] arguments) {
        if (!isAlive(System.getenv(), Path.of(""))) {
            System.exit(1);
        }
    }

    static boolean isAlive(Map<String, String> environment, Path folder) {
        Settings settings = Settings.read(environment, folder);
        String host = settings.text("HTTP_HOST", HttpConfig.DEFAULT_HOST);
        int port = settings.number("MANAGEMENT_PORT", HttpConfig.DEFAULT_MANAGEMENT_PORT, 1, 65_535);
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) url(reachable(host), port).openConnection();
            connection.setConnectTimeout(PATIENCE_MILLIS);
            connection.setReadTimeout(PATIENCE_MILLIS);
            return connection.getResponseCode() < 300;
        } catch (IOException | URISyntaxException e) {
            System.err.println(host + ", port " + port + ": " + e.getMessage());
            return false;
        }
    }

    /** Whoever listens on every address of a machine is reached by the one that never leaves it. */
    private static String reachable(String host) throws UnknownHostException {
        return InetAddress.getByName(host).isAnyLocalAddress()
                ? InetAddress.getLoopbackAddress().getHostAddress()
                : host;
    }

    /** Puts the brackets around an address of IPv6. */
    private static URL url(String host, int port) throws MalformedURLException, URISyntaxException {
        return new URI("http", null, host, port, "/health/live", null, null).toURL();
    }
}
