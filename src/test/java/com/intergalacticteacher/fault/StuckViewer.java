package com.intergalacticteacher.fault;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Asks for a stream through a small window, and reads a byte of the answer now and then, or never. */
final class StuckViewer implements AutoCloseable {
    private static final int WINDOW = 4_096;

    private final int port;
    private final String request;
    private Socket socket;
    private int asked;

    StuckViewer(int port, String token, long streamId) throws IOException {
        this.port = port;
        request = "GET /api/v1/stories/streams/" + streamId + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                + token + "\r\n\r\n";
        ask();
    }

    /** How often: a node may let go of whoever takes nothing for long. */
    int asked() {
        return asked;
    }

    /** Asks again where the connection is no more. */
    void readOne() throws IOException {
        try {
            if (socket.getInputStream().read() < 0) {
                ask();
            }
        } catch (IOException gone) {
            ask();
        }
    }

    /** From the beginning, as whoever has understood nothing yet. */
    void ask() throws IOException {
        close();
        asked++;
        socket = new Socket();
        socket.setReceiveBufferSize(WINDOW);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
        }
    }
}
