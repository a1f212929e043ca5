package com.intergalacticteacher;

import static com.intergalacticteacher.testing.ScriptedUpstream.done;
import static com.intergalacticteacher.testing.ScriptedUpstream.finish;
import static com.intergalacticteacher.testing.ScriptedUpstream.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.testing.ScriptedUpstream;
import com.intergalacticteacher.testing.Server;
import com.intergalacticteacher.testing.SseStream;
import com.intergalacticteacher.testing.TestObjects;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Viewers that do not read: they cost no memory to speak of, delay nobody, and miss nothing once they read. */
class SlowReaderIT {
    private static final String SENTENCE = "The little fox went on and on, over the hill and through the wood. ";
    private static final int SENTENCES = 20_000;
    private static final int STUCK = 30;

    @Test
    void viewers_thatDoNotRead_holdNoStoryInMemoryAndGetItAllLater() throws IOException {
        Vertx vertx = Vertx.vertx();
        ScriptedUpstream upstream = TestObjects.await(ScriptedUpstream.start(vertx));
        upstream.then(
                Stream.concat(Stream.generate(() -> text(SENTENCE)).limit(SENTENCES), Stream.of(finish("stop"), done()))
                        .toArray(ScriptedUpstream.Step[]::new));
        List<Socket> stuck = new ArrayList<>();
        try (Server server = Server.start(upstream, Map.of());
                SseStream reader = server.generate("ocean")) {
            for (int i = 0; i < STUCK; i++) {
                stuck.add(attach(server, reader.streamId()));
            }
            long before = usedMemory();
            String story = SseStream.story(reader.rest());
            long grown = usedMemory() - before;

            assertThat(story).hasSize(SENTENCE.length() * SENTENCES - 1);
            assertThat(grown)
                    .as("bytes for %d viewers of a story of %d", STUCK, story.length())
                    .isLessThan((long) STUCK * story.length() / 2);
            assertThat(storyOf(stuck.get(0))).isEqualTo(story);
        } finally {
            for (Socket socket : stuck) {
                socket.close();
            }
            TestObjects.await(upstream.close());
            TestObjects.await(vertx.close());
        }
    }

    /** Asks for the stream through a small window, and reads nothing of the answer. */
    private static Socket attach(Server server, long streamId) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
        String request = "GET /api/v1/stories/streams/" + streamId + " HTTP/1.0\r\nHost: localhost\r\n"
                + "Authorization: Bearer " + server.token() + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String storyOf(Socket socket) throws IOException {
        StringBuilder story = new StringBuilder();
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("data: {\"type\":\"content\"")) {
                story.append(new io.vertx.core.json.JsonObject(line.substring(6)).getString("chunk"));
            }
        }
        return story.toString();
    }

    private static long usedMemory() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
