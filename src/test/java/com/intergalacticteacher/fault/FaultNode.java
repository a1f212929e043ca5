package com.intergalacticteacher.fault;

import static com.intergalacticteacher.testing.Patience.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.Main;
import com.intergalacticteacher.testing.FreePort;
import com.intergalacticteacher.testing.JavaProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One node of the cluster: a process of the program, a proxy between it and PostgreSQL, and one before its door. */
final class FaultNode implements AutoCloseable {
    private static final List<String> GAUGES =
            List.of("story_streams_open", "story_streams_running", "story_streams_viewed", "storyteller_tellings");

    /** The pool's, the journal's and the listening ones to PostgreSQL, and what the tests' own client keeps open. */
    private static final int OWN_SOCKETS = FaultCluster.POOL_SIZE + 2 + 1 + 3;

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(2))
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final String name;
    private final Path folder;
    private final Map<String, String> environment;
    private final TcpProxy proxy;
    private final TcpProxy door;
    private final int port;
    private final int managementPort;
    private JavaProcess process;
    private Leftovers idle = Leftovers.NONE;

    FaultNode(String name, Path folder, TcpProxy proxy, Map<String, String> settings) throws IOException {
        this.name = name;
        this.folder = folder;
        this.proxy = proxy;
        port = FreePort.find();
        door = new TcpProxy(port);
        managementPort = FreePort.find();
        environment = new HashMap<>(settings);
        environment.putAll(Map.of(
                "HTTP_HOST",
                "127.0.0.1",
                "HTTP_PORT",
                Integer.toString(port),
                "MANAGEMENT_PORT",
                Integer.toString(managementPort),
                "NODE_NAME",
                name));
    }

    void launch() throws IOException {
        process = JavaProcess.start(folder, environment, Main.class);
    }

    void awaitReady() throws Exception {
        process.awaitOutput("is telling stories");
        if (idle == Leftovers.NONE) {
            idle = Leftovers.of(process.pid());
        }
    }

    String name() {
        return name;
    }

    int port() {
        return port;
    }

    /** Between it and PostgreSQL. */
    TcpProxy proxy() {
        return proxy;
    }

    /** Between viewers and it. */
    TcpProxy door() {
        return door;
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.kill();
    }

    /** SIGTERM. */
    void terminate() {
        process.terminate();
    }

    int awaitExit() throws Exception {
        return process.awaitExit();
    }

    /** SIGSTOP. */
    void freeze() throws Exception {
        signal("STOP");
    }

    /** SIGCONT. */
    void thaw() throws Exception {
        signal("CONT");
    }

    String output() throws IOException {
        return process.output();
    }

    /** What it holds on to of streams, beyond what it had when it was new. */
    Leftovers leftovers() throws Exception {
        return Leftovers.of(process.pid()).beyond(idle);
    }

    /** No viewer, stream, telling, consumer or timer, and no connection but its own. */
    void assertNothingLeft() throws Exception {
        for (String gauge : GAUGES) {
            until(name + " has no " + gauge, () -> measured(gauge) == 0);
        }
        until(name + " holds on to nothing", () -> leftovers().isNone());
        until(name + " keeps no connection", () -> Leftovers.sockets(process.pid()) <= OWN_SOCKETS);
        assertThat(Leftovers.sockets(process.pid())).isPositive();
    }

    /** Of all its objects that are alive. */
    long liveBytes() throws Exception {
        return Leftovers.liveBytes(process.pid());
    }

    private void signal(String signal) throws Exception {
        if (new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                        .start()
                        .waitFor()
                != 0) {
            throw new AssertionError(name + " is not there to be sent " + signal);
        }
    }

    HttpResponse<String> management(String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + path))
                        .timeout(Duration.ofSeconds(5))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    boolean isReady() throws Exception {
        return management("/health/ready").statusCode() == 200;
    }

    boolean isAlive() throws Exception {
        return management("/health/live").statusCode() == 200;
    }

    /** A measurement of Prometheus without labels. */
    double measured(String metric) throws Exception {
        return management("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(metric + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(metric.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + metric));
    }

    HttpResponse<String> call(String method, String path, String token, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1" + path))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        return client.send(
                (token.isEmpty() ? request : request.header("Authorization", "Bearer " + token)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() throws IOException {
        if (process != null) {
            process.close();
        }
        proxy.close();
        door.close();
    }
}
