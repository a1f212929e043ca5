package com.intergalacticteacher;

import com.intergalacticteacher.account.DemoParent;
import com.intergalacticteacher.account.Passwords;
import com.intergalacticteacher.database.Database;
import com.intergalacticteacher.http.Contract;
import com.intergalacticteacher.http.HttpVerticle;
import com.intergalacticteacher.http.InputScreen;
import com.intergalacticteacher.http.ManagementVerticle;
import com.intergalacticteacher.http.Pages;
import com.intergalacticteacher.metrics.EventLoopVerticle;
import com.intergalacticteacher.metrics.MicrometerMetrics;
import com.intergalacticteacher.metrics.Registry;
import com.intergalacticteacher.moderation.Moderator;
import com.intergalacticteacher.moderation.ModeratorConfig;
import com.intergalacticteacher.moderation.OpenAiModerator;
import com.intergalacticteacher.moderation.Screens;
import com.intergalacticteacher.moderation.Thresholds;
import com.intergalacticteacher.storyteller.PatientStoryteller;
import com.intergalacticteacher.storyteller.Storyteller;
import com.intergalacticteacher.storyteller.StorytellerConfig;
import com.intergalacticteacher.storyteller.builtin.BuiltInStoryteller;
import com.intergalacticteacher.storyteller.openai.OpenAiStoryteller;
import com.intergalacticteacher.trace.OtlpTracing;
import com.intergalacticteacher.trace.Tracing;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The composition root: everything is made here, and closed in reverse. */
public final class Application {
    private static final int LOOPS = Runtime.getRuntime().availableProcessors();

    private final AppConfig config;
    private final Registry registry = new Registry();
    private final MicrometerMetrics metrics;
    private final Tracing tracing;
    private final Vertx vertx = registry.vertx(
                    new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(LOOPS))
            .build();
    private final List<HttpVerticle> http = new CopyOnWriteArrayList<>();
    private final List<String> deployments = new CopyOnWriteArrayList<>();
    private @Nullable Database database;
    private @Nullable Screens screens;
    private @Nullable Streaming streaming;
    private @Nullable ManagementVerticle management;
    private volatile boolean isListening;

    private Application(AppConfig config) {
        this.config = config;
        metrics =
                new MicrometerMetrics(registry.meters(), config.storyteller().server() == null ? "builtin" : "openai");
        tracing = OtlpTracing.of(config.trace(), config.stream().nodeName());
    }

    /** Starts all of it; after a failure nothing is left running. */
    public static Future<Application> start(AppConfig config) {
        Application application = new Application(config);
        Promise<Application> started = Promise.promise();
        application.open().onComplete(opened -> {
            if (opened.succeeded()) {
                started.complete(application);
            } else {
                application.close().onComplete(closed -> started.fail(opened.cause()));
            }
        });
        return started.future();
    }

    /** The port the API and the pages are served on. */
    public int port() {
        return http.get(0).port();
    }

    public int managementPort() {
        return Objects.requireNonNull(management).port();
    }

    /**
     * Stops in order. From the first moment it is not ready and opens no stream; what it tells goes to other nodes, then
     * its viewers do; what everything needs goes last. Clients and worker threads end with Vert.x.
     */
    public Future<Void> close() {
        Database opened = database;
        Streaming told = streaming;
        Promise<Void> closed = Promise.promise(); // of no event loop: they are gone when it completes
        (told == null ? Future.succeededFuture() : told.claims().drain())
                .eventually(this::undeployAll)
                .onComplete(undeployed -> unwatch())
                .eventually(() -> opened == null ? Future.succeededFuture() : opened.close())
                .eventually(tracing::close)
                .onComplete(done -> vertx.close().onComplete(closed));
        return closed.future();
    }

    /** A look at the lists needs a worker thread, which Vert.x takes away before it stops the timers. */
    private void unwatch() {
        if (screens != null) {
            screens.close();
        }
    }

    private Future<Void> undeployAll() {
        return deployments.isEmpty()
                ? Future.succeededFuture()
                : vertx.undeploy(deployments.remove(deployments.size() - 1)).eventually(this::undeployAll);
    }

    /** While the database opens, which is mostly waiting, the rest is read. What has been opened is there to be closed. */
    private Future<Void> open() {
        Future<Database> database = Database.open(vertx, config.database()).onSuccess(opened -> this.database = opened);
        Future<Screens> screens = Screens.watch(vertx, config.screen().lists(), Screens.DEFAULT_PERIOD)
                .onSuccess(opened -> this.screens = opened);
        Future<Contract> contract = Contract.load(vertx);
        Future<Pages> pages = Pages.load(vertx);
        return Future.join(database, screens, contract, pages)
                .compose(all -> open(database.result(), screens.result(), contract.result(), pages.result()));
    }

    private Future<Void> open(Database database, Screens screens, Contract contract, Pages pages) {
        Passwords passwords = new Passwords(vertx);
        Streaming streaming = new Streaming(vertx, config, database, metrics, tracing);
        this.streaming = streaming;
        Doors doors = Doors.of(vertx, config.token(), config.session(), database.pool());
        Edge edge = new Edge(
                vertx,
                config,
                database.pool(),
                contract,
                passwords,
                doors,
                inputs(screens),
                streaming,
                pages,
                metrics,
                tracing);
        return settleDemo(database, passwords)
                .compose(isDemo -> streaming
                        .deploy(storyteller(), screens::screen, moderator(), LOOPS, deployments)
                        .compose(v -> deployManagement(database, streaming))
                        .compose(v -> deployHttp(edge))
                        .onSuccess(v -> Banner.print(config, port(), managementPort(), isDemo)));
    }

    /** Never where somebody else runs the database. */
    private static Future<Boolean> settleDemo(Database database, Passwords passwords) {
        return database.isEmbedded()
                ? new DemoParent(database.pool(), passwords).settle()
                : Future.succeededFuture(false);
    }

    private Future<Void> deployManagement(Database database, Streaming streaming) {
        List<Context> loops = new CopyOnWriteArrayList<>();
        return vertx.deployVerticle(
                        () -> new EventLoopVerticle(registry.meters(), loops),
                        new DeploymentOptions().setInstances(LOOPS))
                .onSuccess(deployments::add)
                .compose(id -> {
                    ManagementVerticle verticle = new ManagementVerticle(
                            config.http(),
                            Health.live(vertx, loops),
                            Health.ready(vertx, database.pool(), streaming.claims(), () -> isListening),
                            registry::scrape);
                    management = verticle;
                    return vertx.deployVerticle(verticle);
                })
                .onSuccess(deployments::add)
                .mapEmpty();
    }

    private Future<Void> deployHttp(Edge edge) {
        return vertx.deployVerticle(
                        () -> {
                            HttpVerticle verticle = edge.verticle();
                            http.add(verticle);
                            return verticle;
                        },
                        new DeploymentOptions().setInstances(config.http().port() == 0 ? 1 : LOOPS))
                .onSuccess(deployments::add)
                .onSuccess(id -> isListening = true)
                .mapEmpty();
    }

    private static InputScreen inputs(Screens screens) {
        return (text, age, language) ->
                screens.screen().examine(text, age, language).map(finding -> "words fit for a child's story");
    }

    private @Nullable Moderator moderator() {
        ModeratorConfig moderator = config.moderator();
        return moderator == null
                ? null
                : new OpenAiModerator(
                        vertx, moderator, Thresholds.load(config.screen().lists()), metrics);
    }

    private Storyteller storyteller() {
        StorytellerConfig storyteller = config.storyteller();
        StorytellerConfig.Server server = storyteller.server();
        return new PatientStoryteller(
                vertx,
                server == null
                        ? new BuiltInStoryteller(vertx, storyteller.builtinTokensPerSecond())
                        : new OpenAiStoryteller(vertx, storyteller, metrics),
                config.stream().pauseRelease(),
                metrics);
    }
}
