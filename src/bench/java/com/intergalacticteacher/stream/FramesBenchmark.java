package com.intergalacticteacher.stream;

import com.intergalacticteacher.event.StoryEvent;
import io.vertx.core.buffer.Buffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One {@code content} event made into the bytes that go out: by hand, and by the JSON library. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class FramesBenchmark {
    @Param({" dragon", " \"Look!\" said the dragon.\n\nAnd so they looked, all of them, up at the silver moon."})
    public String chunk = "";

    @Benchmark
    public Buffer byHand() {
        Buffer frames = Buffer.buffer();
        Frames.append(frames, 123_456, 78, new StoryEvent.Content(chunk, 4_321));
        return frames;
    }

    @Benchmark
    public Buffer byLibrary() {
        Buffer frames = Buffer.buffer();
        Frames.appendAny(frames, 123_456, 78, new StoryEvent.Content(chunk, 4_321));
        return frames;
    }
}
