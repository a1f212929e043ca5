package com.intergalacticteacher.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2RemoteFlowController;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.Http2ServerConnection;

/**
 * Tells the responses of an HTTP/2 connection that they may be written. One that begins while the connection's buffer
 * is full waits to be told so; but under TLS the event comes late, when the buffer may have room again, and Netty 4.2.12
 * then sees no change and tells nobody: tabs that open together wait for ever. Vert.x 5.0.10 has no public way in; the
 * check itself is Netty's own.
 */
final class Http2Writability extends ChannelInboundHandlerAdapter {
    private final Http2ConnectionHandler http2;

    private Http2Writability(Http2ConnectionHandler http2) {
        this.http2 = http2;
    }

    static void opened(HttpConnection connection) {
        if (connection instanceof Http2ServerConnection open) {
            ChannelHandlerContext context = open.channelHandlerContext();
            if (context.handler() instanceof Http2ConnectionHandler http2) {
                context.pipeline().addLast(new Http2Writability(http2));
            }
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) throws Http2Exception {
        if (context.channel().isWritable()) {
            Http2RemoteFlowController flow = http2.encoder().flowController();
            http2.connection().forEachActiveStream(stream -> {
                // A window no wider than before: all it does is look whether the stream has become writable.
                flow.incrementWindowSize(stream, 0);
                return true;
            });
        }
        context.fireChannelWritabilityChanged();
    }
}
