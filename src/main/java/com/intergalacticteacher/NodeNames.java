package com.intergalacticteacher;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;

/** What a node is called that nobody named. */
final class NodeNames {
    private NodeNames() {}

    /** Host and port; without a fixed port, the process stands in for it, so that two nodes of a host stay two. */
    static String usual(int port, Map<String, String> environment) {
        return host(environment) + ":"
                + (port == 0 ? "pid" + ProcessHandle.current().pid() : port);
    }

    private static String host(Map<String, String> environment) {
        String given = environment.getOrDefault("HOSTNAME", "").strip();
        if (!given.isEmpty()) {
            return given;
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
