package com.intergalacticteacher.fault;

import static com.intergalacticteacher.testing.Patience.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.journal.PgDoorbell;
import com.intergalacticteacher.testing.Patience;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Three nodes, and everything that can happen to the one that tells. {@code -Dfaults.rounds} says how often. */
@Tag("faults")
class FaultsIT {
    private static final int ROUNDS = Integer.getInteger("faults.rounds", 1);
    private static final int STORIES = Integer.getInteger("faults.stories", 10);
    private static final String TELLINGS = "storyteller_tellings";
    private static final String DROP_LISTENERS = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
            + " WHERE application_name = '" + PgDoorbell.NAME + "' AND datname = current_database()";

    @TempDir
    private static Path folder;

    private static FaultCluster cluster;

    @BeforeAll
    static void start() throws Exception {
        cluster = new FaultCluster(folder, 3, Map.of("PAUSE_RELEASE", "1s"));
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
    void freeze_beyondTheLease_isFencedAndJoinsAgain() throws Exception {
        List<StoryReader> all = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            FaultNode victim = cluster.node(round % 3);
            List<StoryReader> readers = begin(victim);
            victim.freeze();
            assertMidStream(readers);
            untilTakenOver(readers);
            victim.thaw();
            cluster.check(readers);
            until("ready again", victim::isReady);
            all.addAll(readers);
        }
        Tally.add("SIGSTOP beyond the lease, then SIGCONT", ROUNDS, all);
    }

    /** Nobody is left to take over, until they come back. */
    @Test
    void kill_ofAllThreeAtOnce_goesOnOnceTheyAreBack() throws Exception {
        List<StoryReader> all = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            List<StoryReader> readers = begin(cluster.node(0), cluster.node(1), cluster.node(2));
            for (int i = 0; i < 3; i++) {
                cluster.node(i).kill();
            }
            assertMidStream(readers);
            for (int i = 0; i < 3; i++) {
                cluster.node(i).launch();
            }
            untilTakenOver(readers);
            cluster.check(readers);
            for (int i = 0; i < 3; i++) {
                cluster.node(i).awaitReady();
            }
            all.addAll(readers);
        }
        Tally.add("kill -9 of all three nodes at once", ROUNDS, all);
    }

    @Test
    void blackhole_betweenNodeAndPostgres_deliversNothingUnjournaled() throws Exception {
        List<StoryReader> all = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            FaultNode victim = cluster.node(round % 3);
            List<StoryReader> readers = begin(victim);
            victim.proxy().blackhole();
            assertMidStream(readers);
            untilTakenOver(readers);
            until("not ready", () -> !victim.isReady());
            assertThat(victim.isAlive()).isTrue();
            assertThat(victim.proxy().swallowed()).isPositive();
            victim.proxy().heal();
            cluster.check(readers);
            until("ready again", victim::isReady);
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
                assertMidStream(readers);
                until("there is something to cut", () -> victim.proxy().connections() > 0);
                victim.proxy().cut();
                victim.proxy().heal();
                Patience.await(readers.get(0).more(1));
            }
            cluster.check(readers);
            all.addAll(readers);
        }
        Tally.add("connections to PostgreSQL cut, five times a story", 5 * ROUNDS, all);
    }

    /** What was committed and never confirmed must neither be told twice nor be missing. */
    @Test
    void mute_ofAnswersFromPostgres_repeatsNothing() throws Exception {
        List<StoryReader> all = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            FaultNode victim = cluster.node(round % 3);
            List<StoryReader> readers = begin(victim);
            for (int lost = 0; lost < 5; lost++) {
                assertMidStream(readers);
                long before = victim.proxy().swallowed();
                victim.proxy().mute();
                until("an answer is lost", () -> victim.proxy().swallowed() > before);
                victim.proxy().heal();
                Patience.await(readers.get(0).more(1));
            }
            cluster.check(readers);
            all.addAll(readers);
        }
        Tally.add("PostgreSQL's answers lost, five times a story", 5 * ROUNDS, all);
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
        FaultCluster.awaitBegun(readers);
        until("the teller rings", () -> cluster.number("SELECT count(*) FROM watches") > 0);
        int dropped = 0;
        for (StoryReader reader : readers) {
            while (reader.outcome().isEmpty()) {
                dropped += (int) cluster.number(DROP_LISTENERS);
                for (StoryReader each : readers) {
                    cluster.row("SELECT pg_notify('node_' || n.id, 'appended ' || stream_id || ' ' || max(last_seq))"
                            + " FROM journal, nodes n WHERE stream_id = " + each.streamId()
                            + " GROUP BY n.id, stream_id");
                }
                Patience.await(reader.more(5));
            }
        }
        assertThat(dropped).isPositive();
        cluster.check(readers);
        Tally.add("listening connections dropped, notices doubled", dropped, readers);
    }

    @Test
    void pause_thatIsLong_letsTheUpstreamGoAndGoesOnAfterAKill() throws Exception {
        FaultNode victim = cluster.node(1);
        StoryReader reader = cluster.read(cluster.start(victim));
        FaultCluster.awaitBegun(List.of(reader));
        assertThat(cluster.signal(cluster.node(0), reader.streamId(), "POST", "/pause")
                        .statusCode())
                .isEqualTo(204);
        Patience.await(reader.when(reader.story()::isPaused));
        until("the storyteller is let go", () -> victim.measured(TELLINGS) == 0);
        victim.kill();
        until("taken over", () -> cluster.epoch(reader.streamId()) > 1);
        Patience.await(reader.when(reader.story()::isPaused));
        victim.launch();
        victim.awaitReady();
        for (int i = 0; i < 3; i++) {
            FaultNode node = cluster.node(i);
            until("the storyteller is let go again", () -> node.measured(TELLINGS) == 0);
        }
        int length = reader.story().text().length();
        assertThat(cluster.signal(victim, reader.streamId(), "POST", "/resume").statusCode())
                .isEqualTo(204);
        Patience.await(reader.when(() -> reader.story().text().length() > length));
        cluster.check(List.of(reader));
        Tally.add("kill -9 in a long pause, resumed elsewhere", 1, List.of(reader));
    }

    @Test
    void cancel_fromAnotherNode_endsForAllViewers() throws Exception {
        long stream = cluster.start(cluster.node(2));
        List<StoryReader> readers = List.of(cluster.read(stream), cluster.read(stream), cluster.read(stream));
        FaultCluster.awaitBegun(readers);
        assertThat(cluster.signal(cluster.node(0), stream, "DELETE", "").statusCode())
                .isEqualTo(204);
        for (StoryReader reader : readers) {
            Patience.await(reader.ended());
            assertThat(reader.outcome()).isEqualTo("CANCELLED");
        }
        assertThat(cluster.row("SELECT outcome FROM streams WHERE id = " + stream)
                        .getString(0))
                .isEqualTo("cancelled");
    }

    /** Whoever takes it over finds the wish in the database. */
    @Test
    void cancel_whileTheTellerIsFrozen_isDoneByItsHeir() throws Exception {
        FaultNode victim = cluster.node(2);
        StoryReader reader = cluster.read(cluster.start(victim), cluster.node(0)::port);
        FaultCluster.awaitBegun(List.of(reader));
        victim.freeze();
        assertMidStream(List.of(reader));
        assertThat(cluster.signal(cluster.node(0), reader.streamId(), "DELETE", "")
                        .statusCode())
                .isEqualTo(204);
        Patience.await(reader.ended());
        assertThat(reader.outcome()).isEqualTo("CANCELLED");
        assertThat(cluster.epoch(reader.streamId())).isGreaterThan(1);
        victim.thaw();
        until("ready again", victim::isReady);
    }

    @ParameterizedTest
    @ValueSource(strings = {"story", "child", "account"})
    void erase_whileTold_endsForAllViewersAndLeavesNothing(String what) throws Exception {
        String token = cluster.register(what + "@example.com");
        long child = cluster.addChild(token);
        long stream = cluster.start(cluster.node(2), token, child);
        List<StoryReader> readers = List.of(
                cluster.read(stream, token, cluster.node(0)::port), cluster.read(stream, token, cluster.node(2)::port));
        FaultCluster.awaitBegun(readers);
        String path = switch (what) {
            case "story" -> "/stories/" + cluster.number("SELECT story_id FROM streams WHERE id = " + stream);
            case "child" -> "/children/" + child;
            default -> "/auth/me";
        };
        assertThat(cluster.node(1).call("DELETE", path, token, "").statusCode()).isEqualTo(204);
        for (StoryReader reader : readers) {
            Patience.await(reader.ended());
            assertThat(reader.outcome()).isEqualTo("CANCELLED");
        }
        assertThat(cluster.number("SELECT count(*) FROM streams WHERE id = " + stream))
                .isZero();
        until("erased", () -> cluster.number("SELECT count(*) FROM journal WHERE stream_id = " + stream) == 0);
    }

    private static List<StoryReader> begin(FaultNode... tellers) throws Exception {
        List<StoryReader> readers = new ArrayList<>();
        for (int i = 0; i < STORIES; i++) {
            readers.add(cluster.read(cluster.start(tellers[i % tellers.length])));
        }
        int chunks = 3 + cluster.random().nextInt(60);
        FaultCluster.awaitBegun(readers);
        Patience.await(readers.get(0).when(() -> readers.get(0).chunks() >= chunks));
        return readers;
    }

    private static void untilTakenOver(List<StoryReader> readers) throws Exception {
        for (StoryReader reader : readers) {
            until("taken over", () -> cluster.epoch(reader.streamId()) > 1);
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
}
