package com.intergalacticteacher;

import com.intergalacticteacher.bus.Appended;
import com.intergalacticteacher.bus.Gone;
import com.intergalacticteacher.bus.LocalCodec;
import com.intergalacticteacher.database.Database;
import com.intergalacticteacher.database.Outage;
import com.intergalacticteacher.journal.Journal;
import com.intergalacticteacher.journal.MeasuredJournal;
import com.intergalacticteacher.journal.PgJournal;
import com.intergalacticteacher.journal.Watched;
import com.intergalacticteacher.metrics.MicrometerMetrics;
import com.intergalacticteacher.moderation.Moderator;
import com.intergalacticteacher.moderation.Screen;
import com.intergalacticteacher.stage.generator.GeneratorVerticle;
import com.intergalacticteacher.stage.generator.Safeguards;
import com.intergalacticteacher.stage.metadata.MetadataVerticle;
import com.intergalacticteacher.stage.safety.SafetyVerticle;
import com.intergalacticteacher.storyteller.Storyteller;
import com.intergalacticteacher.stream.Claims;
import com.intergalacticteacher.stream.ClaimsVerticle;
import com.intergalacticteacher.stream.Cuts;
import com.intergalacticteacher.stream.DoorbellVerticle;
import com.intergalacticteacher.stream.Draft;
import com.intergalacticteacher.stream.Lease;
import com.intergalacticteacher.stream.Nodes;
import com.intergalacticteacher.stream.Opening;
import com.intergalacticteacher.stream.PgCuts;
import com.intergalacticteacher.stream.PgStreams;
import com.intergalacticteacher.stream.Reach;
import com.intergalacticteacher.stream.Readers;
import com.intergalacticteacher.stream.Retention;
import com.intergalacticteacher.stream.RetentionVerticle;
import com.intergalacticteacher.stream.Running;
import com.intergalacticteacher.stream.Shelf;
import com.intergalacticteacher.stream.Stages;
import com.intergalacticteacher.stream.Streams;
import com.intergalacticteacher.stream.Viewed;
import com.intergalacticteacher.trace.Tracing;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Everything between a request for a chapter and its journal, put together. */
final class Streaming {
    private final Vertx vertx;
    private final AppConfig config;
    private final MicrometerMetrics metrics;
    private final Database database;
    private final Running running = new Running();
    private final Viewed viewed = new Viewed();
    private final Watched watched = new Watched();
    private final Reach reach = new Reach();
    private final Readers readers;
    private final Stages stages;
    private final Claims claims;
    private final Opening opening;
    private final Cuts cuts;

    Streaming(Vertx vertx, AppConfig config, Database database, MicrometerMetrics metrics, Tracing tracing) {
        this.vertx = vertx;
        this.config = config;
        this.metrics = metrics;
        this.database = database;
        Pool pool = database.pool();
        Outage outage = new Outage(vertx);
        Journal journal =
                new MeasuredJournal(new PgJournal(database.journalPool(), pool, outage, watched, metrics), metrics);
        cuts = new PgCuts(pool, outage);
        Shelf shelf = new ChapterShelf(pool);
        Streams streams = new PgStreams(vertx, pool, outage, config.stream(), shelf);
        readers = new Readers(vertx, journal, shelf, viewed);
        stages = new Stages(vertx, journal, streams, running, config.stream(), metrics, tracing);
        claims = new Claims(
                new Lease(
                        new Nodes(database.journalPool(), config.stream()),
                        config.stream().nodeLease()),
                streams,
                journal,
                running,
                watched,
                stages,
                config.stream(),
                metrics,
                tracing);
        opening = new Opening(streams, running, claims, config.stream(), metrics);
        metrics.observe(
                running::size, viewed::size, running::oldest, config.stream().timeout());
        vertx.eventBus().registerDefaultCodec(Draft.class, new LocalCodec<>(Draft.class));
        vertx.eventBus().registerDefaultCodec(Appended.class, new LocalCodec<>(Appended.class));
        vertx.eventBus().registerDefaultCodec(Gone.class, new LocalCodec<>(Gone.class));
    }

    /** The stages before the claims that give them drafts. */
    Future<Void> deploy(
            Storyteller storyteller,
            Supplier<Screen> screen,
            @Nullable Moderator moderator,
            int loops,
            List<String> deployments) {
        DeploymentOptions onEveryLoop = new DeploymentOptions().setInstances(loops);
        int chunkWords = config.stream().chunkWords();
        return vertx.deployVerticle(() -> new MetadataVerticle(stages), onEveryLoop)
                .onSuccess(deployments::add)
                .compose(id -> vertx.deployVerticle(
                        () -> new SafetyVerticle(stages, screen, moderator, cuts, metrics), onEveryLoop))
                .onSuccess(deployments::add)
                .compose(id -> vertx.deployVerticle(
                        () -> new GeneratorVerticle(
                                stages,
                                storyteller,
                                () -> new Safeguards(screen.get(), moderator, cuts, metrics),
                                chunkWords),
                        onEveryLoop))
                .onSuccess(deployments::add)
                .compose(id -> vertx.deployVerticle(new ClaimsVerticle(claims, running, config.stream())))
                .onSuccess(deployments::add)
                .compose(id -> vertx.deployVerticle(new DoorbellVerticle(
                        database.connectOptions(), claims, running, viewed, watched, reach, config.stream())))
                .onSuccess(deployments::add)
                .compose(id ->
                        vertx.deployVerticle(new RetentionVerticle(new Retention(database.pool(), config.stream()))))
                .onSuccess(deployments::add)
                .mapEmpty();
    }

    Readers readers() {
        return readers;
    }

    Reach reach() {
        return reach;
    }

    Claims claims() {
        return claims;
    }

    Opening opening() {
        return opening;
    }
}
