package com.intergalacticteacher.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.testing.Server;
import com.intergalacticteacher.testing.SseStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A chapter that PostgreSQL will not keep. */
class UnshelvedIT {
    @Test
    void end_ofAChapterThatCannotBeKept_isAnErrorToTheViewerAndToTheOperator() {
        try (Server server = Server.start(Map.of())) {
            server.execute("ALTER TABLE chapters ADD CONSTRAINT full_shelf CHECK (false) NOT VALID");
            try (SseStream stream = server.generate("ocean")) {
                List<SseStream.Event> told = stream.rest();
                SseStream.Event last = told.get(told.size() - 1);
                assertThat(last.type()).isEqualTo("error");
                assertThat(last.data().getString("error_code")).isEqualTo("INTERNAL");
            }
            assertThat(server.management("/metrics").body())
                    .contains("story_streams_ended_total{outcome=\"error\"} 1.0")
                    .contains("story_streams_ended_total{outcome=\"complete\"} 0.0");
        }
    }
}
