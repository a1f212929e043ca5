package com.intergalacticteacher.fault;

import static com.intergalacticteacher.fault.FaultCluster.until;
import static com.intergalacticteacher.testing.TestObjects.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three nodes, and everything that can happen to the one that tells. {@code -Dfaults.rounds} says how often. */
class FaultsIT {
    private static final int ROUNDS = Integer.getInteger("faults.rounds", 1);
    private static final int STORIES = Integer.getInteger("faults.stories", 10);

    @TempDir
    private static Path folder;

    private static FaultCluster cluster;

    @BeforeAll
    static void start() throws Exception {
        cluster = new FaultCluster(folder, 3, Map.of());
    }

    @AfterAll
    static void stop() throws Exception {
        cluster.close();
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        cluster.assertNothingLeft();
    }

    @Test
    void kill_inMidStream_losesNoLetter() throws Exception {
        List<StoryReader> all = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            FaultNode victim = cluster.node(round % 3);
            List<StoryReader> readers = begin(victim);
            victim.kill();
            assertMidStream(readers);
            victim.launch();
            cluster.check(readers);
            assertTakenOver(readers);
            all.addAll(readers);
            victim.awaitReady();
        }
        Tally.add("kill -9 of the node that tells", ROUNDS, all);
    }

    @Test
    void freeze_beyondTheLease_isFencedAndJoinsAgain() throws Exception {
        List<StoryReader> all = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            FaultNode victim = cluster.node(round % 3);
            List<StoryReader> readers = begin(victim);
            victim.freeze();
            assertMidStream(readers);
            for (StoryReader reader : readers) {
                until("taken over", () -> cluster.epoch(reader.streamId()) > 1);
            }
            victim.thaw();
            cluster.check(readers);
            until("ready again", () -> victim.management("/health/ready").statusCode() == 200);
            all.addAll(readers);
        }
        Tally.add("SIGSTOP beyond the lease, then SIGCONT", ROUNDS, all);
    }

    @Test
    void blackhole_betweenNodeAndPostgres_deliversNothingUnjournaled() throws Exception {
        List<StoryReader> all = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            FaultNode victim = cluster.node(round % 3);
            List<StoryReader> readers = begin(victim);
            victim.proxy().blackhole();
            assertMidStream(readers);
            for (StoryReader reader : readers) {
                until("taken over", () -> cluster.epoch(reader.streamId()) > 1);
            }
            until("not ready", () -> victim.management("/health/ready").statusCode() == 503);
            assertThat(victim.management("/health/live").statusCode()).isEqualTo(200);
            assertThat(victim.proxy().swallowed()).isPositive();
            victim.proxy().heal();
            cluster.check(readers);
            until("ready again", () -> victim.management("/health/ready").statusCode() == 200);
            all.addAll(readers);
        }
        Tally.add("node cut off from PostgreSQL, silently", ROUNDS, all);
    }

    @Test
    void cut_ofEveryConnectionToPostgres_goesOnWhereItWas() throws Exception {
        List<StoryReader> all = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            FaultNode victim = cluster.node(round % 3);
            List<StoryReader> readers = begin(victim);
            for (int cut = 0; cut < 5; cut++) {
                int chunks = readers.get(0).chunks();
                victim.proxy().cut();
                victim.proxy().heal();
                until(
                        "it goes on",
                        () -> readers.get(0).chunks() > chunks
                                || !readers.get(0).outcome().isEmpty());
            }
            cluster.check(readers);
            all.addAll(readers);
        }
        Tally.add("connections to PostgreSQL cut, five times a story", 5 * ROUNDS, all);
    }

    /** Viewers that are not on the node that tells hear nothing but what they find out themselves. */
    @Test
    void listeners_lostAndRungTwice_costASecondAndNoLetter() throws Exception {
        FaultNode teller = cluster.node(0);
        List<StoryReader> readers = new ArrayList<>();
        for (int i = 0; i < STORIES; i++) {
            readers.add(cluster.read(
                    cluster.start(teller),
                    () -> cluster.node(1 + cluster.random().nextInt(2)).port()));
        }
        begun(readers);
        until("the teller rings", () -> cluster.number("SELECT count(*) FROM watches") >= STORIES);
        int dropped = 0;
        while (readers.stream().anyMatch(reader -> reader.outcome().isEmpty())) {
            dropped += (int) cluster.number("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                    + " WHERE query LIKE '%watches%' AND datname = current_database() AND pid <> pg_backend_pid()");
            for (StoryReader reader : readers) {
                cluster.row("SELECT pg_notify('node_' || id, 'appended " + reader.streamId() + " 1') FROM nodes");
            }
            java.util.concurrent.TimeUnit.MILLISECONDS.sleep(500);
        }
        assertThat(dropped).isPositive();
        cluster.check(readers);
        Tally.add("listening connections dropped, notices doubled", dropped, readers);
    }

    @Test
    void pause_survivesAKill_andIsResumedFromAnotherNode() throws Exception {
        FaultNode victim = cluster.node(1);
        StoryReader reader = cluster.read(cluster.start(victim));
        begun(List.of(reader));
        assertThat(cluster.signal(cluster.node(0), reader.streamId(), "POST", "/pause")
                        .statusCode())
                .isEqualTo(204);
        until("paused", () -> reader.last().equals("node generate_content paused"));
        victim.kill();
        until("taken over", () -> cluster.epoch(reader.streamId()) > 1);
        until("paused again", () -> reader.last().equals("node generate_content paused"));
        victim.launch();
        victim.awaitReady();
        int length = reader.text().length();
        assertThat(cluster.signal(victim, reader.streamId(), "POST", "/resume").statusCode())
                .isEqualTo(204);
        until("it goes on", () -> reader.text().length() > length);
        cluster.check(List.of(reader));
        Tally.add("kill -9 while paused, resumed elsewhere", 1, List.of(reader));
    }

    @Test
    void cancel_fromAnotherNode_endsForAllViewers() throws Exception {
        long stream = cluster.start(cluster.node(2));
        List<StoryReader> readers = List.of(cluster.read(stream), cluster.read(stream), cluster.read(stream));
        begun(readers);
        assertThat(cluster.signal(cluster.node(0), stream, "DELETE", "").statusCode())
                .isEqualTo(204);
        for (StoryReader reader : readers) {
            await(reader.ended());
            assertThat(reader.outcome()).isEqualTo("CANCELLED");
        }
        assertThat(cluster.row("SELECT outcome FROM streams WHERE id = " + stream)
                        .getString(0))
                .isEqualTo("cancelled");
    }

    @Test
    void erase_whileTold_endsForAllViewersAndLeavesNothing() throws Exception {
        long stream = cluster.start(cluster.node(2));
        List<StoryReader> readers =
                List.of(cluster.read(stream, cluster.node(0)::port), cluster.read(stream, cluster.node(2)::port));
        begun(readers);
        long story = cluster.number("SELECT story_id FROM streams WHERE id = " + stream);
        HttpResponse<String> erased = cluster.node(1).call("DELETE", "/stories/" + story, cluster.token(), "");
        assertThat(erased.statusCode()).isEqualTo(204);
        for (StoryReader reader : readers) {
            await(reader.ended());
            assertThat(reader.outcome()).isEqualTo("CANCELLED");
        }
        assertThat(cluster.number("SELECT count(*) FROM streams WHERE id = " + stream))
                .isZero();
    }

    private static List<StoryReader> begin(FaultNode teller) throws Exception {
        List<StoryReader> readers = new ArrayList<>();
        for (int i = 0; i < STORIES; i++) {
            readers.add(cluster.read(cluster.start(teller)));
        }
        int chunks = 3 + cluster.random().nextInt(60);
        begun(readers);
        until("chunk " + chunks, () -> readers.get(0).chunks() >= chunks);
        return readers;
    }

    private static void begun(List<StoryReader> readers) throws Exception {
        for (StoryReader reader : readers) {
            until("every story has begun", () -> reader.chunks() > 0);
        }
    }

    private static void assertMidStream(List<StoryReader> readers) {
        for (StoryReader reader : readers) {
            assertThat(reader.outcome())
                    .describedAs("the fault came in mid-stream")
                    .isEmpty();
            assertThat(reader.chunks()).isPositive();
        }
    }

    private static void assertTakenOver(List<StoryReader> readers) {
        for (StoryReader reader : readers) {
            assertThat(cluster.epoch(reader.streamId())).isGreaterThan(1);
        }
    }
}
