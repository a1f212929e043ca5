package com.intergalacticteacher.http;

import com.intergalacticteacher.account.Child;
import com.intergalacticteacher.account.Children;
import com.intergalacticteacher.event.EventJson;
import com.intergalacticteacher.event.ReadingLevel;
import com.intergalacticteacher.http.auth.Caller;
import com.intergalacticteacher.story.Archive;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** The operations of children. */
public final class ChildHandlers {
    /** What is unfit at this age is unfit at every age; more is not asked of a name. */
    private static final int ANY_AGE = 16;

    private final Children children;
    private final Archive archive;
    private final InputCheck inputs;

    public ChildHandlers(Children children, Archive archive, InputCheck inputs) {
        this.children = children;
        this.archive = archive;
        this.inputs = inputs;
    }

    void listChildren(RoutingContext context) {
        Answer.json(context, 200, children.list(Caller.of(context).parentId()).map(ChildList::new));
    }

    private record ChildList(List<Child> children) {}

    void createChild(RoutingContext context) {
        Input input = Input.of(context);
        inputs.check(input, ANY_AGE, "en", "name", "interests");
        Child.New child = new Child.New(
                input.text("name"),
                (int) input.number("age"),
                input.wordOrNull("reading_level", ReadingLevel.class),
                input.textOrNull("language"),
                input.textsOrNull("interests"),
                input.intOrNull("daily_chapters"));
        Answer.json(
                context, 201, children.add(Caller.of(context).parentId(), child).map(added -> located(context, added)));
    }

    private static Child located(RoutingContext context, Child child) {
        context.response().putHeader(HttpHeaders.LOCATION, context.request().path() + "/" + child.id());
        return child;
    }

    void getChild(RoutingContext context) {
        Answer.json(context, 200, find(context));
    }

    void updateChild(RoutingContext context) {
        Input input = Input.of(context);
        inputs.check(input, ANY_AGE, "en", "name", "interests");
        Child.Change change = new Child.Change(
                input.textOrNull("name"),
                input.intOrNull("age"),
                input.wordOrNull("reading_level", ReadingLevel.class),
                input.textOrNull("language"),
                input.textsOrNull("interests"),
                input.has("daily_chapters"),
                input.intOrNull("daily_chapters"));
        Answer.json(context, 200, children.change(Caller.of(context).parentId(), input.number("child_id"), change));
    }

    void deleteChild(RoutingContext context) {
        Answer.nothing(
                context,
                children.erase(Caller.of(context).parentId(), Input.of(context).number("child_id")));
    }

    /** Written piece by piece, each when the one before has left: there may be years of stories. */
    void exportChild(RoutingContext context) {
        long parentId = Caller.of(context).parentId();
        HttpServerResponse response = context.response();
        find(context)
                .compose(child -> {
                    response.setChunked(true).putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
                    return response.write("{\"child\":" + EventJson.encode(child) + ",")
                            .compose(written -> archive.write(parentId, child.id(), response::write))
                            .compose(written -> response.end("}"));
                })
                .onFailure(context::fail);
    }

    private Future<Child> find(RoutingContext context) {
        return children.find(Caller.of(context).parentId(), Input.of(context).number("child_id"));
    }
}
