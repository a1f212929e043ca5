package com.intergalacticteacher.http;

import static java.util.Map.entry;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/** The table of contents: every operation of the contract, by its {@code operationId}, and who does it. */
public final class Routes {
    private final AccountHandlers accounts;
    private final ChildHandlers children;
    private final StoryHandlers stories;
    private final StreamHandlers streams;
    private final ClientHandlers clients;

    public Routes(
            AccountHandlers accounts,
            ChildHandlers children,
            StoryHandlers stories,
            StreamHandlers streams,
            ClientHandlers clients) {
        this.accounts = accounts;
        this.children = children;
        this.stories = stories;
        this.streams = streams;
        this.clients = clients;
    }

    Map<String, Handler<RoutingContext>> handlers() {
        return Map.ofEntries(
                // accounts
                entry("register", accounts::register),
                entry("login", accounts::login),
                entry("refresh", accounts::refresh),
                entry("logout", accounts::logout),
                entry("getAccount", accounts::getAccount),
                entry("deleteAccount", accounts::deleteAccount),
                entry("createStreamTicket", accounts::createStreamTicket),

                // children
                entry("listChildren", children::listChildren),
                entry("createChild", children::createChild),
                entry("getChild", children::getChild),
                entry("updateChild", children::updateChild),
                entry("deleteChild", children::deleteChild),
                entry("exportChild", children::exportChild),

                // the library
                entry("listThemes", stories::listThemes),
                entry("listStories", stories::listStories),
                entry("getStory", stories::getStory),
                entry("deleteStory", stories::deleteStory),
                entry("listCuts", stories::listCuts),

                // streams
                entry("generateStream", streams.generateStream()),
                entry("createStream", streams.createStream()),
                entry("attachStream", streams.attachStream()),
                entry("pauseStream", streams.pauseStream()),
                entry("resumeStream", streams.resumeStream()),
                entry("cancelStream", streams.cancelStream()),

                // browsers
                entry("reportClient", clients::reportClient));
    }
}
