package com.intergalacticteacher.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.event.StoryEvent;
import com.intergalacticteacher.moderation.Judge;
import com.intergalacticteacher.moderation.Judgement;
import com.intergalacticteacher.storyteller.StorytellerException;
import com.intergalacticteacher.stream.Outcome;
import com.intergalacticteacher.stream.RefusedException;
import com.intergalacticteacher.stream.StreamMetrics;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** As Prometheus sees them: dashboards and alerts hold on to these names. */
class MicrometerMetricsTest {
    private static final long SECOND = 1_000_000_000;

    private final Registry registry = new Registry();
    private final MicrometerMetrics metrics = new MicrometerMetrics(registry.meters(), "builtin");

    @Test
    void stream_fromStartToEnd_isCounted() {
        metrics.started();
        metrics.ended(Outcome.COMPLETE, 20 * SECOND);
        metrics.ended(Outcome.ERROR, 2 * SECOND);
        metrics.resumed(StreamMetrics.Resume.TAKE_OVER);
        metrics.rejected(RefusedException.Reason.STARTS_PER_MINUTE);
        metrics.chunkGap(SECOND / 2);

        assertSample("story_streams_started_total", "1.0");
        assertSample("story_streams_ended_total{outcome=\"complete\"}", "1.0");
        assertSample("story_streams_ended_total{outcome=\"error\"}", "1.0");
        assertSample("story_stream_duration_seconds_sum{outcome=\"complete\"}", "20.0");
        assertSample("story_stream_duration_seconds_bucket{outcome=\"complete\",le=\"15.0\"}", "0");
        assertSample("story_stream_duration_seconds_bucket{outcome=\"complete\",le=\"30.0\"}", "1");
        assertSample("story_stream_resumes_total{kind=\"take_over\"}", "1.0");
        assertSample("stream_rejections_total{reason=\"starts_per_minute\"}", "1.0");
        assertSample("story_stream_chunk_gap_seconds_sum", "0.5");
        assertSample("story_stream_chunk_gap_seconds_bucket{le=\"0.25\"}", "0");
        assertSample("story_stream_chunk_gap_seconds_bucket{le=\"0.5\"}", "1");
    }

    @Test
    void events_areCountedByTheirTypeOnTheWire() {
        Arrays.stream(StoryEvent.class.getPermittedSubclasses())
                .map(type -> type.asSubclass(StoryEvent.class))
                .forEach(metrics::event);
        metrics.event(StoryEvent.Content.class);

        assertSample("story_stream_events_total{type=\"content\"}", "2.0");
        for (String type :
                new String[] {"node", "progress", "revision", "safety_check", "metadata", "complete", "error"}) {
            assertSample("story_stream_events_total{type=\"" + type + "\"}", "1.0");
        }
    }

    @Test
    void openResponses_goUpAndDown() {
        assertSample("story_streams_open", "0.0");
        metrics.opened();
        metrics.opened();
        assertSample("story_streams_open", "2.0");
        metrics.closed();
        assertSample("story_streams_open", "1.0");
    }

    @Test
    void firstChunk_isAHistogram() {
        metrics.firstChunk(SECOND / 4);
        assertSample("story_stream_time_to_first_chunk_seconds_count{storyteller=\"builtin\"}", "1");
        assertSample("story_stream_time_to_first_chunk_seconds_bucket{storyteller=\"builtin\",le=\"0.1\"}", "0");
        assertSample("story_stream_time_to_first_chunk_seconds_bucket{storyteller=\"builtin\",le=\"0.25\"}", "1");
    }

    @Test
    void commits_areMeasuredInTimeAndEvents() {
        metrics.committed(SECOND / 1_000, 3);
        assertSample("journal_commit_seconds_sum", "0.001");
        assertSample("journal_commit_seconds_bucket{le=\"0.001\"}", "1");
        assertSample("journal_batch_events_sum", "3.0");
        assertSample("journal_batch_events_bucket{le=\"2.0\"}", "0");
        assertSample("journal_batch_events_bucket{le=\"5.0\"}", "1");
    }

    @Test
    void appends_areCountedWhileTheyWait_andTimed() {
        metrics.appending();
        metrics.appending();
        assertSample("journal_appends_waiting", "2.0");
        metrics.appended(SECOND / 4);
        assertSample("journal_appends_waiting", "1.0");
        assertSample("journal_lag_seconds_bucket{le=\"0.1\"}", "0");
        assertSample("journal_lag_seconds_bucket{le=\"0.25\"}", "1");
    }

    @Test
    void whatIsTold_isLookedUp() {
        metrics.observe(() -> 3, () -> 2, () -> Duration.ofMillis(1_500), Duration.ofMinutes(5));
        assertSample("story_streams_running", "3.0");
        assertSample("story_streams_viewed", "2.0");
        assertSample("story_stream_oldest_seconds", "1.5");
        assertSample("story_stream_limit_seconds", "300.0");
    }

    @Test
    void storyteller_isMeasured() {
        metrics.firstToken(SECOND);
        metrics.tokens(5);
        metrics.tokens(7);
        metrics.error(StorytellerException.Kind.TIMEOUT);

        assertSample("storyteller_time_to_first_token_seconds_sum", "1.0");
        assertSample("storyteller_time_to_first_token_seconds_bucket{le=\"1.0\"}", "1");
        assertSample("storyteller_tokens_total", "12.0");
        assertSample("storyteller_errors_total{kind=\"timeout\"}", "1.0");
    }

    @Test
    void whatBrowsersSaw_isMeasured() {
        metrics.firstChunkSeen(500);
        metrics.stalls(2);
        metrics.reconnects(3);

        assertSample("story_client_time_to_first_chunk_seconds_sum", "0.5");
        assertSample("story_client_time_to_first_chunk_seconds_bucket{le=\"0.5\"}", "1");
        assertSample("story_client_stalls_total", "2.0");
        assertSample("story_client_reconnects_total", "3.0");
    }

    @Test
    void verdicts_areCountedByWhoGaveThem() {
        metrics.verdict(Judgement.rejected(0, List.of("violence"), Judge.SCREEN));
        assertSample("safety_verdicts_total{by=\"screen\",verdict=\"rejected\"}", "1.0");
    }

    /** A dashboard of a program that has just started shows noughts, not nothing. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "story_streams_started_total",
                "story_stream_time_to_first_chunk_seconds_count{storyteller=\"builtin\"}",
                "story_stream_chunk_gap_seconds_count",
                "journal_commit_seconds_count",
                "journal_lag_seconds_count",
                "journal_appends_waiting",
                "story_streams_ended_total{outcome=\"error\"}",
                "story_stream_resumes_total{kind=\"take_over\"}",
                "stream_rejections_total{reason=\"node_full\"}",
                "storyteller_errors_total{kind=\"timeout\"}",
                "safety_verdicts_total{by=\"moderator\",verdict=\"unavailable\"}",
                "story_stream_events_total{type=\"revision\"}",
                "storyteller_time_to_first_token_seconds_count",
                "storyteller_tokens_total"
            })
    void beforeAnythingHappened_thereIsANought(String name) {
        assertThat(samples(name)).hasSize(1).allMatch(line -> line.matches(".* 0(\\.0)?"));
    }

    private void assertSample(String name, String value) {
        assertThat(samples(name)).containsExactly(name + " " + value);
    }

    private List<String> samples(String name) {
        return registry.scrape()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .toList();
    }
}
