package com.intergalacticteacher.http;

import com.intergalacticteacher.http.auth.Caller;
import com.intergalacticteacher.story.Audit;
import com.intergalacticteacher.story.Library;
import com.intergalacticteacher.story.Theme;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** The operations of the library. */
public final class StoryHandlers {
    private final Library library;
    private final Audit audit;
    private final ThemeList themes;

    public StoryHandlers(Library library, Audit audit, List<Theme> themes) {
        this.library = library;
        this.audit = audit;
        this.themes = new ThemeList(List.copyOf(themes));
    }

    private record ThemeList(List<Theme> themes) {}

    void listThemes(RoutingContext context) {
        Answer.json(context, 200, Future.succeededFuture(themes));
    }

    void listStories(RoutingContext context) {
        Input input = Input.of(context);
        Answer.json(
                context,
                200,
                library.list(
                        Caller.of(context).parentId(),
                        input.numberOrNull("child_id"),
                        input.numberOrNull("before"),
                        (int) input.number("limit")));
    }

    void getStory(RoutingContext context) {
        Answer.json(
                context,
                200,
                library.find(Caller.of(context).parentId(), Input.of(context).number("story_id")));
    }

    void listCuts(RoutingContext context) {
        Answer.json(
                context,
                200,
                audit.cuts(Caller.of(context).parentId(), Input.of(context).number("story_id"))
                        .map(CutList::new));
    }

    private record CutList(List<Audit.Cut> cuts) {}

    void deleteStory(RoutingContext context) {
        Answer.nothing(
                context,
                library.erase(Caller.of(context).parentId(), Input.of(context).number("story_id")));
    }
}
