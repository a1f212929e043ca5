package com.intergalacticteacher.storyteller.openai;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One delta of a storyteller's answer read: by what it has in common with the one before, and by a JSON parser. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class DecoderBenchmark {
    private static final int DELTAS = 16;
    private static final String DELTA = "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1764000000,"
            + "\"model\":\"story\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\" dragon\"},\"finish_reason\":null}]}";

    private final StringBuilder text = new StringBuilder();
    private final Decoder decoder = new Decoder(text, true);
    private final Buffer read = Buffer.buffer(("data: " + DELTA + "\n\n").repeat(DELTAS));
    private final byte[] json = DELTA.getBytes(StandardCharsets.UTF_8);

    @Benchmark
    @OperationsPerInvocation(DELTAS)
    public int recognised() {
        text.setLength(0);
        decoder.feed(read);
        return text.length();
    }

    @Benchmark
    public String parsed() throws IOException {
        return Chunk.of(json, 0, json.length).text();
    }
}
