package com.intergalacticteacher.metrics;

import com.intergalacticteacher.event.StoryEvent;
import com.intergalacticteacher.event.Words;
import com.intergalacticteacher.http.ClientMetrics;
import com.intergalacticteacher.http.sse.SseMetrics;
import com.intergalacticteacher.journal.JournalMetrics;
import com.intergalacticteacher.moderation.Judgement;
import com.intergalacticteacher.moderation.ModerationMetrics;
import com.intergalacticteacher.storyteller.StorytellerException;
import com.intergalacticteacher.storyteller.StorytellerMetrics;
import com.intergalacticteacher.stream.Outcome;
import com.intergalacticteacher.stream.RefusedException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Every measurement of ours. Labels are closed sets: no stream, parent or child is ever one. What happens with every
 * event keeps its meter at hand, since looking one up costs more than counting.
 */
public final class MicrometerMetrics
        implements SseMetrics, JournalMetrics, StorytellerMetrics, ModerationMetrics, ClientMetrics {
    private static final Duration[] WAITS = millis(5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000);
    private static final Duration[] COMMITS = micros(250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 100_000, 1_000_000);
    private static final Duration[] LAGS = millis(1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 5_000, 30_000);
    private static final Duration[] LIVES = millis(1_000, 5_000, 15_000, 30_000, 60_000, 120_000, 300_000);

    private final MeterRegistry registry;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger appending = new AtomicInteger();
    private final AtomicInteger tellings = new AtomicInteger();
    private final Timer firstChunk;
    private final Timer firstChunkSeen;
    private final Timer chunkGap;
    private final Timer commit;
    private final Timer lag;
    private final DistributionSummary batch;
    private final Counter started;
    private final Timer firstToken;
    private final Counter tokens;
    private final Map<Class<?>, Counter> events = new ConcurrentHashMap<>();

    /** {@code storyteller}: the one that tells here. */
    public MicrometerMetrics(MeterRegistry registry, String storyteller) {
        this.registry = registry;
        firstChunk = Timer.builder("story_stream_time_to_first_chunk")
                .description("Request accepted to first content written")
                .tag("storyteller", storyteller)
                .serviceLevelObjectives(WAITS)
                .register(registry);
        firstChunkSeen = timer(
                "story_client_time_to_first_chunk", "Request to first text on the screen, as browsers saw it", WAITS);
        chunkGap = timer("story_stream_chunk_gap", "Time between two chunks of a stream", WAITS);
        commit = timer("journal_commit", "One commit of the journal", COMMITS);
        lag = timer("journal_lag", "An event written to the same event durable", LAGS);
        batch = DistributionSummary.builder("journal_batch_events")
                .description("Events in one commit of the journal")
                .serviceLevelObjectives(1, 2, 5, 10, 25, 50, 100, 250, 1_000)
                .register(registry);
        started = Counter.builder("story_streams_started")
                .description("Streams opened for the first time")
                .register(registry);
        firstToken = timer("storyteller_time_to_first_token", "Asking the storyteller to its first words", WAITS);
        tokens = Counter.builder("storyteller_tokens")
                .description("Pieces of text that came from the storyteller")
                .register(registry);
        registry.gauge("story_streams_open", open);
        registry.gauge("journal_appends_waiting", appending);
        new Noughts(registry).register();
        registry.gauge("storyteller_tellings", tellings);
    }

    /** What is told here and what is viewed here, looked up when they are scraped. */
    public void observe(Supplier<Number> running, Supplier<Number> viewed, Supplier<Duration> oldest, Duration limit) {
        Gauge.builder("story_streams_running", running)
                .description("Streams this node tells")
                .register(registry);
        Gauge.builder("story_streams_viewed", viewed)
                .description("Streams that have a viewer on this node")
                .register(registry);
        Gauge.builder("story_stream_oldest_seconds", () -> oldest.get().toMillis() / 1_000.0)
                .description("How long the stream told here longest has been told, pauses not counted")
                .register(registry);
        Gauge.builder("story_stream_limit_seconds", limit::toSeconds)
                .description("STREAMING_TIMEOUT: no stream may be told for longer")
                .register(registry);
    }

    @Override
    public void started() {
        started.increment();
    }

    @Override
    public void ended(Outcome outcome, long nanos) {
        String word = Words.of(outcome);
        registry.counter("story_streams_ended", "outcome", word).increment();
        Timer.builder("story_stream_duration")
                .description("Opening of a stream to its last event, pauses not counted")
                .tag("outcome", word)
                .serviceLevelObjectives(LIVES)
                .register(registry)
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void event(Class<? extends StoryEvent> type) {
        events.computeIfAbsent(type, key -> Noughts.event(registry, key)).increment();
    }

    @Override
    public void chunkGap(long nanos) {
        chunkGap.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void resumed(Resume kind) {
        registry.counter("story_stream_resumes", "kind", Words.of(kind)).increment();
    }

    @Override
    public void rejected(RefusedException.Reason reason) {
        registry.counter("stream_rejections", "reason", Words.of(reason)).increment();
    }

    @Override
    public void opened() {
        open.incrementAndGet();
    }

    @Override
    public void closed() {
        open.decrementAndGet();
    }

    @Override
    public void firstChunk(long nanos) {
        firstChunk.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void appending() {
        appending.incrementAndGet();
    }

    @Override
    public void appended(long nanos) {
        appending.decrementAndGet();
        lag.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void committed(long nanos, int count) {
        commit.record(nanos, TimeUnit.NANOSECONDS);
        batch.record(count);
    }

    @Override
    public void firstChunkSeen(long millis) {
        firstChunkSeen.record(millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stalls(long count) {
        registry.counter("story_client_stalls").increment((double) count);
    }

    @Override
    public void reconnects(long count) {
        registry.counter("story_client_reconnects").increment((double) count);
    }

    @Override
    public void asked() {
        tellings.incrementAndGet();
    }

    @Override
    public void letGo() {
        tellings.decrementAndGet();
    }

    @Override
    public void firstToken(long nanos) {
        firstToken.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void tokens(int count) {
        tokens.increment(count);
    }

    @Override
    public void error(StorytellerException.Kind kind) {
        registry.counter("storyteller_errors", "kind", Words.of(kind)).increment();
    }

    @Override
    public void verdict(Judgement judgement) {
        String by = Words.of(judgement.by());
        String verdict = Words.of(judgement.verdict());
        registry.counter("safety_verdicts", "by", by, "verdict", verdict).increment();
    }

    private Timer timer(String name, String description, Duration[] buckets) {
        return Timer.builder(name)
                .description(description)
                .serviceLevelObjectives(buckets)
                .register(registry);
    }

    private static Duration[] millis(long... values) {
        return Arrays.stream(values).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
    }

    private static Duration[] micros(long... values) {
        return Arrays.stream(values)
                .mapToObj(value -> Duration.ofNanos(value * 1_000))
                .toArray(Duration[]::new);
    }
}
