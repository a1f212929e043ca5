package com.intergalacticteacher;

import com.intergalacticteacher.http.HttpConfig;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/**
 * Asks the program of this machine whether it is alive, for a container that has nothing else to ask with; reads the
 * port where the program does. Exit status 0: it is.
 */
public final class HealthCheck {
    private static final int PATIENCE_MILLIS = 5_500;

    private HealthCheck() {}

    public static void main(String[] arguments) {
        if (!isAlive(port(System.getenv(), Path.of("")))) {
            System.exit(1);
        }
    }

    private static int port(Map<String, String> environment, Path folder) {
        return Settings.read(environment, folder)
                .number("MANAGEMENT_PORT", HttpConfig.DEFAULT_MANAGEMENT_PORT, 1, 65_535);
    }

    private static boolean isAlive(int port) {
        try {
            HttpURLConnection connection = (HttpURLConnection) URI.create("http://localhost:" + port + "/health/live")
                    .toURL()
                    .openConnection();
            connection.setConnectTimeout(PATIENCE_MILLIS);
            connection.setReadTimeout(PATIENCE_MILLIS);
            return connection.getResponseCode() < 300;
        } catch (IOException e) {
            System.err.println("port " + port + ": " + e.getMessage());
            return false;
        }
    }
}
