package com.intergalacticteacher.fault;

import static com.intergalacticteacher.testing.Patience.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.testing.Server;
import com.intergalacticteacher.testing.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A viewer who goes while the story is being opened, before there is an answer whose end somebody would hear of. */
class EarlyLeaverIT {
    private static final String WAITING =
            "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()";

    @Test
    void viewer_whoGoesBeforeTheFirstByte_takesNoPlace() throws Exception {
        try (Server server = Server.start(Map.of("BUILTIN_TOKENS_PER_SECOND", "1"));
                Connection holding = TestDatabase.connect(server.database());
                Connection watching = TestDatabase.connect(server.database())) {
            double connections = measured(server, "vertx_http_server_active_connections");
            holding.setAutoCommit(false);
            try (Statement sql = holding.createStatement()) {
                sql.execute("SELECT FROM parents FOR UPDATE");
            }
            try (Socket viewer = ask(server)) {
                until("the start is held up", () -> count(watching) > 0);
                assertThat(viewer.isConnected()).isTrue();
            }
            until(
                    "it is seen that the viewer has gone",
                    () -> measured(server, "vertx_http_server_active_connections") <= connections);
            holding.commit();
            until("the story is told all the same", () -> measured(server, "story_streams_running") == 1);
            assertThat(measured(server, "story_streams_open")).isZero();
            assertThat(measured(server, "story_streams_viewed")).isZero();
        }
    }

    private static Socket ask(Server server) throws IOException {
        Socket viewer = new Socket(InetAddress.getLoopbackAddress(), server.port());
        String path = "/api/v1/stories/generate/stream?theme=ocean&child_id=" + server.childId();
        String request =
                "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + server.token() + "\r\n\r\n";
        viewer.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return viewer;
    }

    /** Of all ports together. */
    private static double measured(Server server, String metric) {
        return server.management("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(metric + " ") || line.startsWith(metric + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static long count(Connection connection) throws SQLException {
        try (Statement sql = connection.createStatement();
                ResultSet rows = sql.executeQuery(WAITING)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
