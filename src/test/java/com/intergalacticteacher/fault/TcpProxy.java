package com.intergalacticteacher.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Stands between two programs on a loopback port of its own and does to their connections what networks do. */
final class TcpProxy implements AutoCloseable {
    /** What becomes of bytes and of new connections. */
    enum Mode {
        PASS,
        /** Connections are closed and refused. */
        CUT,
        /** Bytes are taken and never arrive; connections open and nothing answers. */
        BLACKHOLE
    }

    private final ServerSocket server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicLong swallowed = new AtomicLong();
    private volatile int target;
    private volatile Mode mode = Mode.PASS;
    private volatile int delayMillis;

    TcpProxy(int target) throws IOException {
        this.target = target;
        server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        thread(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** Where new connections go. */
    void target(int port) {
        target = port;
    }

    void cut() {
        mode = Mode.CUT;
        closeAll();
    }

    void blackhole() {
        mode = Mode.BLACKHOLE;
    }

    /** Every piece arrives so much later. */
    void delay(int millis) {
        delayMillis = millis;
    }

    /** Whoever sends on the open connections is told that nobody reads any more, while it may go on reading. */
    void halfClose() {
        sockets.forEach(socket -> {
            try {
                socket.shutdownInput();
            } catch (IOException e) {
                sockets.remove(socket);
            }
        });
    }

    /** All is well for new connections; what went through a hole is gone, as are the connections it went over. */
    void heal() {
        if (mode == Mode.BLACKHOLE) {
            closeAll();
        }
        mode = Mode.PASS;
        delayMillis = 0;
    }

    /** Bytes that went into a hole. */
    long swallowed() {
        return swallowed.get();
    }

    int connections() {
        return sockets.size() / 2;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                if (mode == Mode.CUT) {
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
            upstream.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), 2_000);
            sockets.add(client);
            sockets.add(upstream);
            client.setTcpNoDelay(true);
            upstream.setTcpNoDelay(true);
            thread(() -> pump(client, upstream));
            thread(() -> pump(upstream, client));
        } catch (IOException e) {
            close(client);
        }
    }

    private void pump(Socket from, Socket to) {
        byte[] bytes = new byte[16_384];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
                if (delayMillis > 0) {
                    Thread.sleep(delayMillis);
                }
                if (mode == Mode.BLACKHOLE) {
                    swallowed.addAndGet(n);
                } else {
                    out.write(bytes, 0, n);
                    out.flush();
                }
            }
        } catch (IOException | InterruptedException e) {
            // the connection is over, which the other end is told below
        } finally {
            if (mode != Mode.BLACKHOLE) {
                close(from);
                close(to);
            }
        }
    }

    private void closeAll() {
        Set.copyOf(sockets).forEach(this::close);
    }

    private void close(Socket socket) {
        sockets.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            // closed is closed
        }
    }

    private static void thread(Runnable work) {
        Thread thread = new Thread(work, "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        closeAll();
    }
}
