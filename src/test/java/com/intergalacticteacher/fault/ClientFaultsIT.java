package com.intergalacticteacher.fault;

import static com.intergalacticteacher.testing.Patience.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.testing.Patience;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What networks do between a viewer and its node, and between the node and PostgreSQL. */
@Tag("faults")
class ClientFaultsIT {
    private static final int STORIES = Integer.getInteger("faults.stories", 10);
    private static final int TIMES = 3;

    @TempDir
    private static Path folder;

    private static FaultCluster cluster;

    @BeforeAll
    static void start() throws Exception {
        cluster = new FaultCluster(folder, 2, Map.of());
    }

    @AfterAll
    static void stop() throws Exception {
        cluster.close();
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        cluster.node(0).door().heal();
        cluster.node(0).proxy().heal();
        cluster.assertNothingLeft();
    }

    @Test
    void cut_betweenViewerAndNode_isComeBackFrom() throws Exception {
        disturb("connections of viewers cut", TcpProxy::cut, true);
    }

    @Test
    void halfClose_byTheViewersSide_isComeBackFrom() throws Exception {
        disturb("connections of viewers half closed", TcpProxy::halfClose, true);
    }

    @Test
    void delay_betweenViewerAndNode_losesNothing() throws Exception {
        disturb("viewers half a second away", door -> door.delay(500), false);
    }

    @Test
    void blackhole_betweenViewerAndNode_isNoticedAndComeBackFrom() throws Exception {
        List<StoryReader> readers = begin();
        TcpProxy door = cluster.node(0).door();
        door.blackhole();
        for (StoryReader reader : readers) {
            assertThat(reader.outcome()).isEmpty();
        }
        // Each gives its silent connection up, and asks again into the hole.
        for (StoryReader reader : readers) {
            until("it has asked again", () -> reader.connections() > 1);
        }
        assertThat(door.swallowed()).isPositive();
        door.heal();
        cluster.check(readers);
        Tally.add("viewers cut off in silence", 1, readers);
    }

    @Test
    void halfClose_betweenNodeAndPostgres_losesNothing() throws Exception {
        disturbDatabase("connections to PostgreSQL half closed", TcpProxy::halfClose);
    }

    @Test
    void delay_betweenNodeAndPostgres_losesNothing() throws Exception {
        List<StoryReader> readers = disturbDatabase("PostgreSQL 300 ms away", proxy -> proxy.delay(300));
        for (StoryReader reader : readers) {
            assertThat(cluster.epoch(reader.streamId()))
                    .describedAs("who is far away is not dead")
                    .isEqualTo(1);
        }
    }

    private void disturb(String fault, Consumer<TcpProxy> disturbance, boolean comesBack) throws Exception {
        List<StoryReader> readers = begin();
        TcpProxy door = cluster.node(0).door();
        for (int i = 0; i < TIMES; i++) {
            assertHappens(door, readers);
            disturbance.accept(door);
            if (comesBack) {
                door.heal();
            }
            Patience.await(readers.get(0).more(5));
        }
        cluster.check(readers);
        for (StoryReader reader : readers) {
            assertThat(reader.connections() > 1).isEqualTo(comesBack);
        }
        Tally.add(fault, TIMES, readers);
    }

    private List<StoryReader> disturbDatabase(String fault, Consumer<TcpProxy> disturbance) throws Exception {
        List<StoryReader> readers = begin();
        for (int i = 0; i < TIMES; i++) {
            assertHappens(cluster.node(0).proxy(), readers);
            disturbance.accept(cluster.node(0).proxy());
            Patience.await(readers.get(0).more(5));
        }
        cluster.check(readers);
        Tally.add(fault, TIMES, readers);
        return readers;
    }

    /** There is something to disturb, and nobody has heard the end. */
    private static void assertHappens(TcpProxy proxy, List<StoryReader> readers) {
        assertThat(proxy.connections()).isPositive();
        for (StoryReader reader : readers) {
            assertThat(reader.outcome()).describedAs("in mid-stream").isEmpty();
        }
    }

    /** Told and read at one node, through its door. */
    private static List<StoryReader> begin() throws Exception {
        List<StoryReader> readers = new ArrayList<>();
        FaultNode node = cluster.node(0);
        for (int i = 0; i < STORIES; i++) {
            readers.add(cluster.read(cluster.start(node), node.door()::port));
        }
        FaultCluster.awaitBegun(readers);
        return readers;
    }
}
