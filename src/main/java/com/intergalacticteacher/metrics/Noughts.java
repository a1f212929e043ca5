package com.intergalacticteacher.metrics;

import com.fasterxml.jackson.annotation.JsonTypeName;
import com.intergalacticteacher.event.StoryEvent;
import com.intergalacticteacher.event.Words;
import com.intergalacticteacher.moderation.Judge;
import com.intergalacticteacher.moderation.Judgement.Verdict;
import com.intergalacticteacher.storyteller.StorytellerException;
import com.intergalacticteacher.stream.Outcome;
import com.intergalacticteacher.stream.RefusedException;
import com.intergalacticteacher.stream.StreamMetrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.List;

/**
 * Counters of what has not happened yet: 0, not absent. To Prometheus the first fault of a counter that comes with it
 * is no increase, and no alert would see it.
 */
final class Noughts {
    private final MeterRegistry registry;

    Noughts(MeterRegistry registry) {
        this.registry = registry;
    }

    void register() {
        words(Outcome.values()).forEach(outcome -> registry.counter("story_streams_ended", "outcome", outcome));
        words(StreamMetrics.Resume.values()).forEach(kind -> registry.counter("story_stream_resumes", "kind", kind));
        words(RefusedException.Reason.values()).forEach(why -> registry.counter("stream_rejections", "reason", why));
        words(StorytellerException.Kind.values()).forEach(kind -> registry.counter("storyteller_errors", "kind", kind));
        for (Class<?> type : StoryEvent.class.getPermittedSubclasses()) {
            event(registry, type);
        }
        verdicts(Judge.SCREEN, Verdict.APPROVED, Verdict.REJECTED);
        verdicts(Judge.MODERATOR, Verdict.values());
        registry.counter("story_client_stalls");
        registry.counter("story_client_reconnects");
    }

    /** How often events of this type were written. */
    static Counter event(MeterRegistry registry, Class<?> type) {
        return registry.counter(
                "story_stream_events",
                "type",
                type.getAnnotation(JsonTypeName.class).value());
    }

    private void verdicts(Judge by, Verdict... verdicts) {
        words(verdicts).forEach(verdict -> registry.counter("safety_verdicts", "by", Words.of(by), "verdict", verdict));
    }

    private static List<String> words(Enum<?>[] values) {
        return Arrays.stream(values).map(Words::of).toList();
    }
}
