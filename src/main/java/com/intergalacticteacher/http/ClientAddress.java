package com.intergalacticteacher.http;

import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.SocketAddress;
import java.util.HexFormat;
import java.util.List;

/**
 * Who sends a request, as far as it counts for a limit. Behind proxies it is what the last one we trust says; what a
 * client itself writes into {@code X-Forwarded-For} stands before that and is not believed.
 *
 * @param proxies how many of our own stand in front; 0: nobody's header is believed
 */
public record ClientAddress(int proxies) {
    /** Whoever has one address of IPv6 has all that begin with the same 64 bits; in digits. */
    private static final int IPV6_NETWORK = 16;

    /** How an address of IPv6 begins that stands for one of IPv4, as a socket for both has it. */
    private static final String IPV4_MAPPED = "00000000000000000000ffff";

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

    /** The same for all ways to write it, a port after it or none; what is no address stays as it is. */
    static String network(String address) {
        HostAndPort withPort = HostAndPort.parseAuthority(address, -1);
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(withPort == null ? address : withPort.host());
        if (bytes == null) {
            return address;
        }
        String digits = HexFormat.of().formatHex(bytes);
        return digits.startsWith(IPV4_MAPPED)
                ? digits.substring(IPV4_MAPPED.length())
                : digits.substring(0, Math.min(digits.length(), IPV6_NETWORK));
    }
}
