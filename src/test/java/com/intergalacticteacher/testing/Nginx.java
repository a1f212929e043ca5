package com.intergalacticteacher.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** Debian's nginx in front of a server, on free ports, with the configuration of conf/nginx. */
public final class Nginx implements AutoCloseable {
    private final Process process;
    private final int port;
    private final int tlsPort;

    private Nginx(Process process, int port, int tlsPort) {
        this.process = process;
        this.port = port;
        this.tlsPort = tlsPort;
    }

    /** {@code change}: what is different from {@code streams.conf}. */
    public static Nginx start(Path folder, int upstream, UnaryOperator<String> change) throws Exception {
        Path program = Programs.require("nginx");
        Path conf = Files.createTempDirectory(folder, "nginx");
        int port = FreePort.find();
        int tlsPort = FreePort.find();
        Certificate.make(conf);
        String main = Files.readString(Path.of("conf", "nginx", "nginx.conf"))
                .replace("listen 8088", "listen 127.0.0.1:" + port)
                .replace("listen 8443", "listen 127.0.0.1:" + tlsPort)
                .replace("tls.crt", "certificate.pem")
                .replace("tls.key", "key.pem")
                .replace("127.0.0.1:8080", "127.0.0.1:" + upstream);
        Files.writeString(conf.resolve("nginx.conf"), main);
        String streams = Files.readString(Path.of("conf", "nginx", "streams.conf"));
        Files.writeString(conf.resolve("streams.conf"), change.apply(streams));
        Path log = conf.resolve("log");
        Process process = new ProcessBuilder(
                        program.toString(),
                        "-p",
                        conf.toString(),
                        "-c",
                        conf.resolve("nginx.conf").toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        awaitPort(process, port, log);
        return new Nginx(process, port, tlsPort);
    }

    private static void awaitPort(Process process, int port, Path log) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (true) {
            try {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                return;
            } catch (IOException e) {
                boolean isOver = process.waitFor(20, TimeUnit.MILLISECONDS);
                if (isOver || System.nanoTime() > deadline) {
                    throw new AssertionError("nginx does not listen:\n" + Files.readString(log), e);
                }
            }
        }
    }

    /** HTTP/1.1 in clear. */
    public int port() {
        return port;
    }

    /** HTTP/2 and HTTP/1.1 over TLS. */
    public int tlsPort() {
        return tlsPort;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
