package com.intergalacticteacher.fault;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Stands between two programs on a loopback port of its own and does to their connections what networks do. */
final class TcpProxy implements AutoCloseable {
    /** What becomes of bytes and of new connections. */
    private enum Mode {
        PASS,
        /** Connections are closed and refused. */
        CUT,
        /** Bytes are taken and never arrive; connections open and nothing answers. */
        BLACKHOLE,
        /** What is asked arrives, the answer does not. */
        MUTE,
        /** Nothing is taken any more, and nobody says so: the other end of a train's Wi-Fi in a tunnel. */
        STALL
    }

    private final ServerSocket server;
    private final Set<TcpLink> links = ConcurrentHashMap.newKeySet();
    private final AtomicLong swallowed = new AtomicLong();
    private volatile int target;
    private volatile int window;
    private volatile String muteAt = "";
    private Mode mode = Mode.PASS;
    private int delayMillis;

    TcpProxy(int target) throws IOException {
        this.target = target;
        server = new ServerSocket(0, 4_096, InetAddress.getLoopbackAddress());
        thread(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** Where new connections go. */
    void target(int port) {
        target = port;
    }

    /** New connections take no more than about so many bytes ahead from where they go. */
    void window(int bytes) {
        window = bytes;
    }

    void cut() {
        change(Mode.CUT, 0);
        closeAll();
    }

    void blackhole() {
        change(Mode.BLACKHOLE, 0);
    }

    void mute() {
        change(Mode.MUTE, 0);
    }

    /** From the next piece on in which a client says so. */
    void muteAt(String word) {
        muteAt = word;
    }

    void stall() {
        change(Mode.STALL, 0);
    }

    /** Every piece taken from now on arrives so much later. */
    void delay(int millis) {
        change(Mode.PASS, millis);
    }

    /** Whoever is connected to says no more to where it goes, and would still listen. */
    void halfClose() {
        links.forEach(TcpLink::halfClose);
    }

    /** All is well for new connections; what was swallowed is gone, as are the connections it went over. */
    void heal() {
        if (current() != Mode.PASS) {
            closeAll();
        }
        change(Mode.PASS, 0);
    }

    /** Bytes that went into a hole. */
    long swallowed() {
        return swallowed.get();
    }

    int connections() {
        return links.size();
    }

    private synchronized void change(Mode mode, int delayMillis) {
        this.mode = mode;
        this.delayMillis = delayMillis;
        notifyAll();
    }

    private synchronized Mode current() {
        return mode;
    }

    /** When a piece that is taken now arrives. */
    synchronized long due() {
        return System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(delayMillis);
    }

    synchronized void awaitFlow() throws InterruptedException {
        while (mode == Mode.STALL) {
            wait();
        }
    }

    synchronized boolean isHole() throws InterruptedException {
        awaitFlow();
        return mode == Mode.BLACKHOLE;
    }

    /** Returns when the piece is due, and whether it arrives. */
    boolean mayPass(TcpLink link, Socket from, byte[] bytes, long dueAt) throws InterruptedException {
        Mode now = awaitTurn(dueAt);
        if (from == link.client() && !muteAt.isEmpty() && new String(bytes, ISO_8859_1).contains(muteAt)) {
            muteAt = "";
            mute();
        }
        boolean isLost = now == Mode.BLACKHOLE || now == Mode.MUTE && from == link.upstream();
        if (isLost) {
            swallowed.addAndGet(bytes.length);
        }
        return !isLost;
    }

    private synchronized Mode awaitTurn(long dueAt) throws InterruptedException {
        awaitFlow();
        for (long left = dueAt - System.nanoTime(); left > 0; left = dueAt - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return mode;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                if (current() == Mode.CUT) {
                    client.close();
                } else {
                    thread(() -> join(client));
                }
            } catch (IOException e) {
                // the next one may do better; a closed server ends the loop
            }
        }
    }

    private void join(Socket client) {
        try {
            Socket upstream = new Socket();
            if (window > 0) {
                upstream.setReceiveBufferSize(window);
            }
            upstream.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), 2_000);
            client.setTcpNoDelay(true);
            upstream.setTcpNoDelay(true);
            TcpLink link = new TcpLink(client, upstream, links::remove);
            links.add(link);
            open(new TcpPipe(this, link, client, upstream));
            open(new TcpPipe(this, link, upstream, client));
        } catch (IOException e) {
            TcpLink.close(client);
        }
    }

    private static void open(TcpPipe pipe) {
        thread(pipe::take);
        thread(pipe::give);
    }

    private void closeAll() {
        links.forEach(TcpLink::end);
    }

    private interface Work {
        void run() throws InterruptedException;
    }

    private static void thread(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (InterruptedException e) {
                        throw new AssertionError("nobody interrupts it", e);
                    }
                },
                "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        closeAll();
        change(Mode.CUT, 0);
    }
}
