package com.intergalacticteacher.http;

import com.intergalacticteacher.http.sse.Coding;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the program listens and whom it lets in.
 *
 * @param port 0: any free one
 * @param managementPort for probes and Prometheus; 0: any free one
 * @param maxStreamingConnections open stream responses of this node
 * @param heartbeat how long an open response may be silent
 * @param certificate null: plain HTTP, as behind an ingress that ends TLS
 * @param hasClearTextHttp2 whether HTTP/2 is spoken in clear, as a gateway may
 * @param codings how streams are compressed for those who ask, the best first; empty: not at all
 * @param corsOrigins other origins whose pages may call the API, as {@code https://example.com}
 */
public record HttpConfig(
        String host,
        int port,
        int managementPort,
        int maxStreamingConnections,
        Duration heartbeat,
        @Nullable Certificate certificate,
        boolean hasClearTextHttp2,
        List<Coding> codings,
        List<String> corsOrigins) {
    /** PEM files: the certificate, with its chain, and its private key. With them browsers speak HTTP/2. */
    public record Certificate(Path chain, Path key) {}

    public static final String DEFAULT_HOST = "0.0.0.0";
    public static final int DEFAULT_PORT = 8080;
    public static final int DEFAULT_MANAGEMENT_PORT = 8081;
    public static final Duration DEFAULT_HEARTBEAT = Duration.ofSeconds(15);
    public static final int DEFAULT_MAX_STREAMING_CONNECTIONS = 10_000;

    public HttpConfig {
        codings = List.copyOf(codings);
        corsOrigins = List.copyOf(corsOrigins);
    }
}
