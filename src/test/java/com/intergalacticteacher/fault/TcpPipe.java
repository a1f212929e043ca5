package com.intergalacticteacher.fault;

import java.io.IOException;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * One direction of a connection through a proxy. Any number of pieces are on their way at once, each due at a time of
 * its own: distance makes late, not slow.
 */
final class TcpPipe {
    private static final Piece END = new Piece(new byte[0], 0);

    /** No more are taken ahead, so that who sends feels it when nobody reads. */
    private static final int ON_THE_WAY = 1_024;

    private final TcpProxy proxy;
    private final TcpLink link;
    private final Socket from;
    private final Socket to;
    private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>(ON_THE_WAY);

    private record Piece(byte[] bytes, long dueAt) {}

    TcpPipe(TcpProxy proxy, TcpLink link, Socket from, Socket to) {
        this.proxy = proxy;
        this.link = link;
        this.from = from;
        this.to = to;
    }

    /** Blocks until one side has no more to say. */
    void take() throws InterruptedException {
        byte[] bytes = new byte[16_384];
        try {
            for (int n = from.getInputStream().read(bytes);
                    n >= 0;
                    n = from.getInputStream().read(bytes)) {
                pieces.put(new Piece(Arrays.copyOf(bytes, n), proxy.due()));
                proxy.awaitFlow();
            }
        } catch (IOException e) {
            link.end();
        }
        pieces.put(END);
    }

    /** Blocks until all of it is where it should be, or lost. Goes on when the connection is broken: the taker waits for room. */
    void give() throws InterruptedException {
        try {
            for (Piece piece = pieces.take(); piece != END; piece = pieces.take()) {
                pass(piece);
            }
            if (!proxy.isHole()) {
                to.shutdownOutput();
            }
        } catch (IOException e) {
            link.end();
        }
        link.onePipeOver();
    }

    private void pass(Piece piece) throws InterruptedException {
        try {
            if (proxy.mayPass(link, from, piece.bytes(), piece.dueAt())) {
                to.getOutputStream().write(piece.bytes());
            }
        } catch (IOException e) {
            link.end();
        }
    }
}
