package com.intergalacticteacher.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.util.List;

/**
 * Who sends a request, as far as it counts for a limit. Behind proxies it is what the last one we trust says; what a
 * client itself writes into {@code X-Forwarded-For} stands before that and is not believed.
 *
 * @param proxies how many of our own stand in front; 0: nobody's header is believed
 */
public record ClientAddress(int proxies) {
    private static final int IPV6_NETWORK = 4;

    String of(HttpServerRequest request) {
        SocketAddress remote = request.remoteAddress();
        String direct = remote == null || remote.hostAddress() == null ? "unknown" : remote.hostAddress();
        if (proxies == 0) {
            return network(direct);
        }
        List<String> said = request.headers().getAll("X-Forwarded-For").stream()
                .flatMap(line -> List.of(line.split(",", -1)).stream())
                .map(String::strip)
                .toList();
        return network(said.size() < proxies ? direct : said.get(said.size() - proxies));
    }

    /** Whoever has one address of IPv6 has the 64 bits behind it. */
    private static String network(String address) {
        String[] groups = address.split(":", -1);
        return groups.length <= IPV6_NETWORK
                ? address
                : String.join(":", List.of(groups).subList(0, IPV6_NETWORK));
    }
}
