package com.intergalacticteacher.http;

import io.netty.channel.WriteBufferWaterMark;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.Http2ServerConnection;

/**
 * Lets an HTTP/2 connection keep more unsent bytes than one browser asks for at once. Where the usual 64 kB fill up in
 * the middle of a flush, Vert.x 5.0.10 and Netty 4.2.12 leave the frames of the other responses lying until the next
 * byte is read: seven tabs that open together wait for each other for ever. No public option reaches the limit.
 */
final class WideHttp2 {
    /** In bytes; a reader that takes nothing costs this much and no more. */
    private static final int MOST_UNSENT = 4 * 1024 * 1024;

    private static final WriteBufferWaterMark LIMIT = new WriteBufferWaterMark(MOST_UNSENT / 2, MOST_UNSENT);

    private WideHttp2() {}

    static void opened(HttpConnection connection) {
        if (connection instanceof Http2ServerConnection wide) {
            wide.channelHandlerContext().channel().config().setWriteBufferWaterMark(LIMIT);
        }
    }
}
