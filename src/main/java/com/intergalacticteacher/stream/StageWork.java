package com.intergalacticteacher.stream;

import com.intergalacticteacher.event.StoryEvent;
import io.vertx.core.Future;

/** What a stage does with a draft. */
@FunctionalInterface
public interface StageWork {

    /**
     * Runs on the stage's context. Fails with {@link StreamFailedException} where the stream must end without a story;
     * any other failure is a fault of ours.
     */
    Future<Result> run(Draft draft, StreamWriter writer);

    /** Where the draft goes from here. */
    sealed interface Result {

        /** On to the following stage. */
        record Next(Draft draft) implements Result {}

        /** Back to the first stage, to be told on from the text as it was cut back. */
        record Again(Draft draft) implements Result {}

        /** The chapter is told. */
        record Complete(StoryEvent.Metadata metadata, StoryEvent.Told story) implements Result {}
    }
}
