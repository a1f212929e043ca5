package com.intergalacticteacher.testing;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.compression.BrotliDecoder;
import io.netty.handler.codec.compression.ZlibCodecFactory;
import io.netty.handler.codec.compression.ZlibWrapper;
import io.netty.handler.codec.compression.ZstdDecoder;
import io.vertx.core.buffer.Buffer;

/** What a client makes of the bytes of a compressed answer, piece by piece. */
public final class Decoding {
    private final EmbeddedChannel channel;

    private Decoding(ChannelHandler... decoders) {
        channel = new EmbeddedChannel(decoders);
    }

    /** {@code coding}: of a {@code Content-Encoding} header; null: none. */
    public static Decoding of(String coding) {
        return switch (coding == null ? "" : coding) {
            case "" -> new Decoding();
            case "gzip" -> new Decoding(ZlibCodecFactory.newZlibDecoder(ZlibWrapper.GZIP, 0));
            case "zstd" -> new Decoding(new ZstdDecoder());
            case "br" -> new Decoding(new BrotliDecoder());
            default -> throw new AssertionError("coding " + coding);
        };
    }

    /** All that can be read after these bytes and could not before. */
    public String next(Buffer bytes) {
        channel.writeInbound(Unpooled.wrappedBuffer(bytes.getBytes()));
        Buffer readable = Buffer.buffer();
        for (ByteBuf part = channel.readInbound(); part != null; part = channel.readInbound()) {
            byte[] read = new byte[part.readableBytes()];
            part.readBytes(read);
            part.release();
            readable.appendBytes(read);
        }
        return readable.toString();
    }
}
