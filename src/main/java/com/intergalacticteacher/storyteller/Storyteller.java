package com.intergalacticteacher.storyteller;

import com.intergalacticteacher.event.Brief;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells one chapter at a time, piece by piece. */
public interface Storyteller {

    /**
     * Starts telling, on the caller's Vert.x context, where {@code onText} is called with every piece of story in
     * order, never empty, and never with what is not story. Text told before is not told again.
     */
    Telling tell(Request request, Consumer<String> onText);

    /**
     * What is asked for.
     *
     * @param streamId tells chapters apart; the same stream told again from some text goes on alike
     * @param told the chapter's text so far, to be continued from its last letter; empty at the start
     * @param constraint what the rest must avoid, after a revision
     */
    record Request(
            long streamId,
            Brief brief,
            String told,
            @Nullable String constraint) {}
}
