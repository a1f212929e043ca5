package com.intergalacticteacher;

import com.intergalacticteacher.account.Children;
import com.intergalacticteacher.account.Parents;
import com.intergalacticteacher.account.Passwords;
import com.intergalacticteacher.account.Sessions;
import com.intergalacticteacher.account.StreamTickets;
import com.intergalacticteacher.http.AccountHandlers;
import com.intergalacticteacher.http.Api;
import com.intergalacticteacher.http.ChildHandlers;
import com.intergalacticteacher.http.ClientAddress;
import com.intergalacticteacher.http.ClientHandlers;
import com.intergalacticteacher.http.Contract;
import com.intergalacticteacher.http.HttpVerticle;
import com.intergalacticteacher.http.InputCheck;
import com.intergalacticteacher.http.InputScreen;
import com.intergalacticteacher.http.LimitConfig;
import com.intergalacticteacher.http.Origins;
import com.intergalacticteacher.http.OutageCheck;
import com.intergalacticteacher.http.Pages;
import com.intergalacticteacher.http.Routes;
import com.intergalacticteacher.http.SignIns;
import com.intergalacticteacher.http.StoryHandlers;
import com.intergalacticteacher.http.StreamHandlers;
import com.intergalacticteacher.http.Tries;
import com.intergalacticteacher.http.auth.Authentication;
import com.intergalacticteacher.http.sse.AttachStream;
import com.intergalacticteacher.http.sse.Attachment;
import com.intergalacticteacher.http.sse.Coding;
import com.intergalacticteacher.http.sse.CreateStream;
import com.intergalacticteacher.http.sse.GenerateStream;
import com.intergalacticteacher.http.sse.SessionGuard;
import com.intergalacticteacher.http.sse.SignalStream;
import com.intergalacticteacher.http.sse.SseConnections;
import com.intergalacticteacher.http.sse.SseMetrics;
import com.intergalacticteacher.http.sse.StreamRequests;
import com.intergalacticteacher.metrics.MicrometerMetrics;
import com.intergalacticteacher.story.Archive;
import com.intergalacticteacher.story.Audit;
import com.intergalacticteacher.story.Briefs;
import com.intergalacticteacher.story.Library;
import com.intergalacticteacher.story.Themes;
import com.intergalacticteacher.stream.Opening;
import com.intergalacticteacher.stream.Signal;
import com.intergalacticteacher.trace.Tracing;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Everything between the socket and the rooms behind it, put together. */
final class Edge {
    private final Vertx vertx;
    private final AppConfig config;
    private final Streaming streaming;
    private final SseMetrics metrics;
    private final Contract contract;
    private final Sessions sessions;
    private final Authentication authentication;
    private final AccountHandlers accounts;
    private final ChildHandlers children;
    private final StoryHandlers stories;
    private final StreamRequests requests;
    private final ClientHandlers clients;
    private final Pages pages;
    private final AtomicInteger places;
    private final Tracing tracing;

    Edge(
            Vertx vertx,
            AppConfig config,
            Pool pool,
            Contract contract,
            Passwords passwords,
            Doors doors,
            InputScreen screen,
            Streaming streaming,
            Pages pages,
            MicrometerMetrics metrics,
            Tracing tracing) {
        this.tracing = tracing;
        this.vertx = vertx;
        this.config = config;
        this.streaming = streaming;
        this.metrics = metrics;
        this.contract = contract;
        this.pages = pages;
        clients = new ClientHandlers(metrics);
        sessions = doors.sessions();
        StreamTickets tickets = new StreamTickets(pool);
        authentication =
                new Authentication(doors.tokens(), tickets, config.session().isTokenInQuery());
        accounts = new AccountHandlers(
                new Parents(pool, passwords),
                new SignIns(sessions, doors.signing(), authentication),
                tickets,
                tries(config.limits()));
        children = new ChildHandlers(new Children(pool), new Archive(pool), new InputCheck(screen));
        stories = new StoryHandlers(new Library(pool), new Audit(pool), Themes.read());
        requests = new StreamRequests(
                new Briefs(pool), new InputCheck(screen), config.stream().granularity());
        config.http().codings().forEach(Coding::load);
        places = new AtomicInteger(config.http().maxStreamingConnections());
    }

    private static Tries tries(LimitConfig limits) {
        return new Tries(
                limits.signInsPerAccount(),
                limits.signInsPerAddress(),
                limits.registrationsPerAddress(),
                new ClientAddress(limits.trustedProxies()));
    }

    /** A verticle of its own for every event loop. */
    HttpVerticle verticle() {
        return new HttpVerticle(
                config.http(),
                config.limits().requestTimeout(),
                () -> new SseConnections(vertx, metrics, config.http().heartbeat(), places),
                this::api);
    }

    private Api api(SseConnections connections) {
        Opening opening = streaming.opening();
        Attachment attachment = new Attachment(
                streaming.readers(),
                connections,
                new SessionGuard(vertx, sessions),
                config.http().codings());
        StreamHandlers streams = new StreamHandlers(
                new GenerateStream(requests, opening, attachment),
                new CreateStream(requests, opening),
                new AttachStream(opening, attachment),
                new SignalStream(opening, Signal.PAUSE),
                new SignalStream(opening, Signal.RESUME),
                new SignalStream(opening, Signal.CANCEL));
        return new Api(
                contract,
                new Routes(accounts, children, stories, streams, clients),
                authentication,
                new Origins(Set.copyOf(config.http().corsOrigins())),
                pages,
                new OutageCheck(streaming.reach()::isThere, metrics),
                tracing);
    }
}
