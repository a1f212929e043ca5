package com.intergalacticteacher;

import static com.intergalacticteacher.testing.TestObjects.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.intergalacticteacher.http.HttpConfig;
import com.intergalacticteacher.http.ManagementVerticle;
import io.vertx.core.Vertx;
import io.vertx.ext.healthchecks.HealthChecks;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Asks a management port that listens where it was told to. */
class HealthCheckTest {
    private final Vertx vertx = Vertx.vertx();

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        await(vertx.close());
    }

    private int listen(String host) {
        HttpConfig config =
                new HttpConfig(host, 0, 0, 0, HttpConfig.DEFAULT_HEARTBEAT, null, false, List.of(), List.of());
        ManagementVerticle verticle =
                new ManagementVerticle(config, HealthChecks.create(vertx), HealthChecks.create(vertx), () -> "");
        await(vertx.deployVerticle(verticle));
        return verticle.port();
    }

    private boolean isAlive(String host, int port) {
        return HealthCheck.isAlive(Map.of("HTTP_HOST", host, "MANAGEMENT_PORT", String.valueOf(port)), folder);
    }

    /** Not every machine has the second address of its loopback, or IPv6. */
    private static boolean isOfThisMachine(String host) {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(host))) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "127.0.0.1", "127.0.0.2", "localhost", "::", "::1"})
    void isAlive_whereItListens_isSo(String host) {
        assumeTrue(isOfThisMachine(host), host);

        assertThat(isAlive(host, listen(host))).isTrue();
    }

    @Test
    void isAlive_whereNobodyListens_isNotSo() {
        int port = listen("127.0.0.1");
        await(vertx.close());

        assertThat(isAlive("127.0.0.1", port)).isFalse();
    }
}
