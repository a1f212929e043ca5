package com.intergalacticteacher.http.sse;

import com.intergalacticteacher.event.Brief;
import com.intergalacticteacher.event.Granularity;
import com.intergalacticteacher.http.FieldError;
import com.intergalacticteacher.http.Input;
import com.intergalacticteacher.http.InputScreen;
import com.intergalacticteacher.http.Problem;
import com.intergalacticteacher.http.ProblemCode;
import com.intergalacticteacher.http.auth.Caller;
import com.intergalacticteacher.story.Briefs;
import com.intergalacticteacher.story.ChapterRequest;
import com.intergalacticteacher.stream.NewStream;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what chapter is asked for, alike from a query and a body, and refuses what is not fit for a child. */
public final class StreamRequests {
    private final Briefs briefs;
    private final InputScreen screen;
    private final Granularity usual;

    public StreamRequests(Briefs briefs, InputScreen screen, Granularity usual) {
        this.briefs = briefs;
        this.screen = screen;
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
            requireFit(prepared.brief());
            return new NewStream(
                    parentId,
                    request.childId(),
                    prepared.storyId(),
                    prepared.brief(),
                    asked == null ? usual : asked,
                    prepared.choiceTaken());
        });
    }

    private void requireFit(Brief brief) {
        List<FieldError> errors = new ArrayList<>();
        check("theme", brief.theme(), errors);
        check("title", brief.title(), errors);
        check("custom_user_input", brief.idea(), errors);
        if (!errors.isEmpty()) {
            throw Problem.of(ProblemCode.UNSAFE_INPUT, errors).exception();
        }
    }

    private void check(String field, @Nullable String text, List<FieldError> errors) {
        if (text != null) {
            screen.objection(text).ifPresent(objection -> errors.add(FieldError.of(field, text, objection)));
        }
    }
}
