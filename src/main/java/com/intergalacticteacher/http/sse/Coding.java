package com.intergalacticteacher.http.sse;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.BrotliOutputStream;
import com.aayushatharva.brotli4j.encoder.Encoder;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import com.github.luben.zstd.util.Native;
import com.intergalacticteacher.event.Words;
import com.intergalacticteacher.http.AcceptEncoding;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** The ways to compress a stream, set to small windows: what repeats in a stream is never far away. */
public enum Coding {
    GZIP {
        @Override
        OutputStream over(OutputStream sink) throws IOException {
            return new GZIPOutputStream(sink, BUFFER, true);
        }
    },
    ZSTD {
        @Override
        public void load() {
            Native.load();
        }

        @Override
        OutputStream over(OutputStream sink) throws IOException {
            return new ZstdOutputStreamNoFinalizer(sink, SharedBuffer.OF_THREAD, 1).setWindowLog(14);
        }
    },
    BR {
        @Override
        public void load() {
            Brotli4jLoader.ensureAvailability();
        }

        @Override
        OutputStream over(OutputStream sink) throws IOException {
            return new BrotliOutputStream(sink, Encoder.Parameters.create(3, 14, Encoder.Mode.TEXT), BUFFER);
        }
    };

    private static final int BUFFER = 1_024;

    /** Throws where the platform has no library for it; blocks. */
    public void load() {}

    /** Whatever was written before {@code flush()} can be read by who has all that it wrote. */
    abstract OutputStream over(OutputStream sink) throws IOException;

    String token() {
        return Words.of(this);
    }

    /** The first of {@code offered} that an {@code Accept-Encoding} header lists, and does not refuse. */
    static Optional<Coding> asked(@Nullable String header, List<Coding> offered) {
        AcceptEncoding accepted = AcceptEncoding.of(header);
        return offered.stream().filter(coding -> accepted.takes(coding.token())).findFirst();
    }
}
