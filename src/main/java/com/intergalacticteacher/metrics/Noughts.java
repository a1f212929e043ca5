package com.intergalacticteacher.metrics;

import com.fasterxml.jackson.annotation.JsonTypeName;
import com.intergalacticteacher.event.StoryEvent;
import com.intergalacticteacher.moderation.Judgement;
import com.intergalacticteacher.storyteller.StorytellerException;
import com.intergalacticteacher.stream.RefusedException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Counters of what has not happened yet: 0, not absent. To Prometheus the first fault of a counter that comes with it
 * is no increase, and no alert would see it.
 */
final class Noughts {
    private static final List<String> OUTCOMES = List.of("complete", "error", "cancelled");
    private static final List<String> RESUMES = List.of("viewer", "take_over");

    private final MeterRegistry registry;

    Noughts(MeterRegistry registry) {
        this.registry = registry;
    }

    void register() {
        OUTCOMES.forEach(outcome -> registry.counter("story_streams_ended", "outcome", outcome));
        RESUMES.forEach(kind -> registry.counter("story_stream_resumes", "kind", kind));
        words(RefusedException.Reason.values()).forEach(why -> registry.counter("stream_rejections", "reason", why));
        words(StorytellerException.Kind.values()).forEach(kind -> registry.counter("storyteller_errors", "kind", kind));
        for (Class<?> type : StoryEvent.class.getPermittedSubclasses()) {
            event(registry, type);
        }
        verdicts(Judgement.SCREEN, "approved", "refused");
        verdicts(Judgement.MODERATOR, "approved", "refused", Judgement.UNAVAILABLE);
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

    private void verdicts(String by, String... verdicts) {
        List.of(verdicts).forEach(verdict -> registry.counter("safety_verdicts", "by", by, "verdict", verdict));
    }

    private static List<String> words(Enum<?>[] values) {
        return Arrays.stream(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .toList();
    }
}
