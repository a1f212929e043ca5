package com.intergalacticteacher.fault;

import static com.intergalacticteacher.testing.ScriptedUpstream.done;
import static com.intergalacticteacher.testing.ScriptedUpstream.finish;
import static com.intergalacticteacher.testing.ScriptedUpstream.text;
import static com.intergalacticteacher.testing.TestObjects.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.testing.ScriptedUpstream;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Viewers that read a byte a second, or nothing, for {@code -Dfaults.slow} seconds beside {@code -Dfaults.viewers}
 * healthy ones: they cost bounded memory and delay nobody.
 */
@Tag("faults")
class SlowReadersIT {
    private static final int SECONDS = Integer.getInteger("faults.slow", 20);
    private static final int HEALTHY = Integer.getInteger("faults.viewers", 100);
    private static final int STUCK = 20;
    private static final int VIEWERS_OF_ONE = 20;
    private static final String SENTENCE = "The little fox went on and on, over the hill and far away. ";

    /** The long story grows by so much a second, and the others by a sentence every so often. */
    private static final String PAGE = SENTENCE.repeat(80);

    private static final int PACE_MILLIS = 500;

    /** In bytes, for all stuck viewers and all stories; what they have not read is several times that. */
    private static final long ALLOWED = 64L << 20;

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private volatile boolean isOver;

    @Test
    void viewers_thatReadNothing_costLittleAndDelayNobody() throws Exception {
        ScriptedUpstream upstream = await(ScriptedUpstream.start(vertx));
        upstream.then(paced(PAGE), finish("stop"), done()).then(paced(SENTENCE), finish("stop"), done());
        List<StuckViewer> stuck = new ArrayList<>();
        try (FaultCluster cluster = new FaultCluster(
                folder,
                1,
                Map.of(
                        "LLM_BASE_URL", upstream.base().toString(),
                        "LLM_MODEL", "scripted",
                        "STREAMING_TIMEOUT", "1h"))) {
            FaultNode node = cluster.node(0);
            long longStory = cluster.start(node);
            FaultCluster.awaitBegun(List.of(cluster.read(longStory)));
            List<StoryReader> healthy = healthy(cluster);
            FaultCluster.awaitBegun(healthy);
            long before = node.liveBytes();
            for (int i = 0; i < STUCK; i++) {
                stuck.add(new StuckViewer(node.port(), cluster.token(), longStory));
            }
            long beat = vertx.setPeriodic(
                    1_000,
                    id -> vertx.executeBlocking(() -> {
                        for (StuckViewer viewer : stuck.subList(0, STUCK / 2)) {
                            viewer.readOne();
                        }
                        return null;
                    }));
            StoryReader clock = healthy.get(0);
            int wanted = clock.chunks() + SECONDS * 1_000 / PACE_MILLIS;
            // All of them, while the others are stuck: nobody waits for those.
            Future.all(healthy.stream()
                            .map(viewer -> viewer.when(() -> viewer.chunks() >= wanted))
                            .toList())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(2L * SECONDS + 60, TimeUnit.SECONDS);
            long grown = node.liveBytes() - before;
            vertx.cancelTimer(beat);
            System.out.printf(
                    "%d stuck viewers for %d s: the node grew by %d kB; they asked %d times; the longest wait of 99 in 100"
                            + " others was %d ms%n",
                    STUCK,
                    SECONDS,
                    grown / 1_024,
                    stuck.stream().mapToInt(StuckViewer::asked).sum(),
                    longestGaps(healthy).get(HEALTHY * 99 / 100));
            assertThat(grown).isLessThan(ALLOWED);

            isOver = true;
            cluster.check(healthy);
            StoryReader late = cluster.read(longStory);
            cluster.check(List.of(late));
            for (StuckViewer viewer : stuck) {
                viewer.close();
            }
            cluster.assertNothingLeft();
            Tally.add(STUCK + " viewers stuck for " + SECONDS + " s beside these", STUCK, healthy);
        } finally {
            isOver = true;
            await(upstream.close());
            await(vertx.close());
        }
    }

    private static List<StoryReader> healthy(FaultCluster cluster) throws Exception {
        List<StoryReader> healthy = new ArrayList<>();
        for (int i = 0; i < HEALTHY / VIEWERS_OF_ONE; i++) {
            long stream = cluster.start(cluster.node(0));
            IntStream.range(0, VIEWERS_OF_ONE).forEach(k -> healthy.add(cluster.read(stream)));
        }
        return healthy;
    }

    private static List<Long> longestGaps(List<StoryReader> readers) {
        return readers.stream()
                .map(reader -> reader.story().longestGapMillis())
                .sorted()
                .toList();
    }

    /** The same again and again, at a pace, until all is over. */
    private ScriptedUpstream.Step paced(String piece) {
        return exchange -> text(piece)
                .run(exchange)
                .compose(v -> vertx.timer(PACE_MILLIS, TimeUnit.MILLISECONDS))
                .compose(v -> isOver ? Future.succeededFuture() : paced(piece).run(exchange));
    }
}
