package com.intergalacticteacher;

import com.intergalacticteacher.http.HttpConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;

/** Looks whether the ports are free before anything is started, because a late "address in use" names none. */
final class Ports {
    private Ports() {}

    /** What is wrong with them, in one sentence; empty: nothing. */
    static Optional<String> fault(HttpConfig http) {
        return fault("HTTP_PORT", http.host(), http.port())
                .or(() -> fault("MANAGEMENT_PORT", http.host(), http.managementPort()));
    }

    private static Optional<String> fault(String setting, String host, int port) {
        try {
            new ServerSocket(port, 1, InetAddress.getByName(host)).close();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("Port " + port + " of " + host + " cannot be had (" + e.getMessage()
                    + "): stop the program that uses it, or set " + setting + " to another one");
        }
    }
}
