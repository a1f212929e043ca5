package com.intergalacticteacher.fault;

import java.io.IOException;
import java.net.Socket;
import java.util.function.Consumer;

/** One connection through a proxy: over when both sides have said all, or one is broken. Thread-safe. */
final class TcpLink {
    private final Socket client;
    private final Socket upstream;
    private final Consumer<TcpLink> onEnd;
    private boolean isHalf;

    TcpLink(Socket client, Socket upstream, Consumer<TcpLink> onEnd) {
        this.client = client;
        this.upstream = upstream;
        this.onEnd = onEnd;
    }

    Socket client() {
        return client;
    }

    Socket upstream() {
        return upstream;
    }

    /** Who reads from the client then reads an end, and passes it on. */
    void halfClose() {
        try {
            client.shutdownInput();
        } catch (IOException e) {
            end();
        }
    }

    synchronized void onePipeOver() {
        if (isHalf) {
            end();
        }
        isHalf = true;
    }

    void end() {
        onEnd.accept(this);
        close(client);
        close(upstream);
    }

    static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // closed is closed
        }
    }
}
