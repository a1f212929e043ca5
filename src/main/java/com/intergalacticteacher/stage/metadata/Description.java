package com.intergalacticteacher.stage.metadata;

import com.intergalacticteacher.bus.Stage;
import com.intergalacticteacher.event.Ending;
import com.intergalacticteacher.event.StoryEvent;
import com.intergalacticteacher.event.Verdict;
import com.intergalacticteacher.stream.Draft;
import com.intergalacticteacher.stream.StageWork;
import com.intergalacticteacher.stream.StreamWriter;
import io.vertx.core.Future;
import java.util.List;
import java.util.Objects;

/** What is said of a chapter beside its text. */
final class Description {
    private static final int PERCENT = 95;
    private static final List<String> READING_ITSELF = List.of("Reading comprehension");

    private Description() {}

    static Future<StageWork.Result> complete(Draft draft, StreamWriter writer) {
        writer.progress(Stage.METADATA.id(), "Adding the finishing touches...", PERCENT);
        Ending ending = Objects.requireNonNull(draft.ending());
        StoryEvent.SafetyCheck safety = Objects.requireNonNull(draft.safety());
        StoryEvent.Metadata metadata = metadata(draft, ending);
        writer.event(metadata);
        writer.progress(Stage.METADATA.id(), "Your story is ready!", 100);
        return Future.succeededFuture(new StageWork.Result.Complete(metadata, told(draft, ending, safety, metadata)));
    }

    private static StoryEvent.Metadata metadata(Draft draft, Ending ending) {
        Readability readability =
                Readability.of(draft.text(), draft.brief().child().language());
        return new StoryEvent.Metadata(
                readability.minutes(draft.brief().child().readingLevel()),
                readability.level(),
                ending.educationalElements().isEmpty() ? READING_ITSELF : ending.educationalElements(),
                readability.words(),
                readability.grade());
    }

    private static StoryEvent.Told told(
            Draft draft, Ending ending, StoryEvent.SafetyCheck safety, StoryEvent.Metadata metadata) {
        return new StoryEvent.Told(
                true,
                draft.text(),
                ending.choices(),
                ending.choiceQuestion(),
                metadata.educationalElements(),
                metadata.estimatedReadingTime(),
                safety.score(),
                safety.status() == Verdict.APPROVED,
                metadata.vocabularyLevel(),
                draft.storyId(),
                draft.streamId(),
                ending.title(),
                draft.brief().chapterNumber());
    }
}
