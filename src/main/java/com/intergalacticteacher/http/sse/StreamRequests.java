package com.intergalacticteacher.http.sse;

import com.intergalacticteacher.event.Brief;
import com.intergalacticteacher.event.Granularity;
import com.intergalacticteacher.http.Input;
import com.intergalacticteacher.http.InputCheck;
import com.intergalacticteacher.http.RequestTrace;
import com.intergalacticteacher.http.auth.Caller;
import com.intergalacticteacher.story.Briefs;
import com.intergalacticteacher.story.ChapterRequest;
import com.intergalacticteacher.stream.NewStream;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;

/** Reads what chapter is asked for, alike from a query and a body, and refuses what is not fit for a child. */
public final class StreamRequests {
    private final Briefs briefs;
    private final InputCheck inputs;
    private final Granularity usual;

    public StreamRequests(Briefs briefs, InputCheck inputs, Granularity usual) {
        this.briefs = briefs;
        this.inputs = inputs;
        this.usual = usual;
    }

    Future<NewStream> read(RoutingContext context) {
        Input input = Input.of(context);
        long parentId = Caller.of(context).parentId();
        ChapterRequest request = new ChapterRequest(
                input.number("child_id"),
                input.textOrNull("theme"),
                input.intOrNull("chapter_number"),
                input.textOrNull("title"),
                input.numberOrNull("story_id"),
                input.intOrNull("choice"),
                input.textOrNull("custom_user_input"));
        Granularity asked = input.wordOrNull("granularity", Granularity.class);
        return briefs.prepare(parentId, request).map(prepared -> {
            Brief.Hero child = prepared.brief().child();
            inputs.check(input, child.age(), child.language(), "theme", "title", "custom_user_input");
            return new NewStream(
                    parentId,
                    request.childId(),
                    prepared.storyId(),
                    prepared.brief(),
                    asked == null ? usual : asked,
                    prepared.choiceTaken(),
                    RequestTrace.of(context).context());
        });
    }
}
