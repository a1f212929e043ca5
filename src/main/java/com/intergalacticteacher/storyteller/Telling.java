package com.intergalacticteacher.storyteller;

import com.intergalacticteacher.event.Ending;
import io.vertx.core.Future;

/** A chapter being told. Its methods are called on the context it was started on. */
public interface Telling {

    /** Completes once all text was handed over; fails with {@link StorytellerException}, also when cancelled. */
    Future<Ending> ending();

    void pause();

    void resume();

    /** Lets go of everything upstream at once. No text follows. */
    void cancel();
}
