package com.intergalacticteacher.fault;

import static com.intergalacticteacher.testing.Patience.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.testing.Patience;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A viewer that is gone without a word: what is written to it, a heartbeat at least, finds it out. Takes minutes. */
@Tag("faults")
class HalfOpenIT {
    @TempDir
    private Path folder;

    @Test
    void viewer_goneWithoutAWord_isFoundByTheHeartbeat() throws Exception {
        try (FaultCluster cluster = new FaultCluster(folder, 1, Map.of())) {
            FaultNode node = cluster.node(0);
            node.door().window(4_096);
            long stream = cluster.start(node);
            StoryReader here = cluster.read(stream, node::port);
            Iterator<Integer> ways = List.of(node.door().port(), node.port()).iterator();
            StoryReader gone = cluster.read(stream, ways::next);
            FaultCluster.awaitBegun(List.of(here, gone));
            assertThat(node.measured("story_streams_open")).isEqualTo(2);

            node.door().stall();
            int wanted = here.chunks() + 60;
            Patience.await(here.when(() -> here.chunks() >= wanted));
            assertThat(cluster.signal(node, stream, "POST", "/pause").statusCode())
                    .isEqualTo(204);
            // The viewer has long come back by another way, and the node still believes in the former one.
            Patience.await(gone.when(() ->
                    gone.connections() > 1 && gone.story().seq() >= here.story().seq()));
            assertThat(node.measured("story_streams_open")).isEqualTo(3);
            until("the former connection is found out", () -> node.measured("story_streams_open") == 2);

            assertThat(cluster.signal(node, stream, "POST", "/resume").statusCode())
                    .isEqualTo(204);
            cluster.check(List.of(here, gone));
            cluster.assertNothingLeft();
            Tally.add("a viewer gone without a word", 1, List.of(here, gone));
        }
    }
}
