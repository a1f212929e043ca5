package com.intergalacticteacher.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.intergalacticteacher.event.ErrorCode;
import com.intergalacticteacher.event.GoldenEvents;
import com.intergalacticteacher.event.StoryEvent;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FramesTest {

    @Test
    void append_isAnIdAndOneLineOfData() {
        assertThat(frames(7, List.of("Zoë 🌟\nran")))
                .hasToString("id: 42:7\ndata: {\"type\":\"content\",\"chunk\":\"Zoë 🌟\\nran\",\"offset\":0}\n\n");
    }

    @Property(seed = "20261122")
    void decode_ofAnyText_isWhatWasAppended(@ForAll @Size(max = 5) List<String> chunks) {
        List<String> decoded = Frames.decode(frames(1, chunks)).stream()
                .map(event -> ((StoryEvent.Content) event).chunk())
                .toList();
        assertThat(decoded).isEqualTo(chunks.stream().map(FramesTest::encodable).toList());
    }

    @Property(tries = 200, seed = "20261122")
    void after_anySeq_isWhatWasAppendedAfterIt(@ForAll @Size(min = 1, max = 6) List<String> chunks) {
        Buffer all = frames(11, chunks);
        for (int seq = 10; seq <= 10 + chunks.size(); seq++) {
            Buffer rest = frames(seq + 1, chunks.subList(seq - 10, chunks.size()));
            assertThat(Frames.after(all, 11, seq)).hasToString(rest.toString());
        }
    }

    @Test
    void after_aCursorBeforeTheFirst_isAll() {
        Buffer all = frames(11, List.of("a", "b"));
        assertThat(Frames.after(all, 11, 3)).isSameAs(all);
    }

    @Test
    void after_moreThanThereIs_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Frames.after(frames(1, List.of("a")), 1, 2));
    }

    @Test
    void decode_ofTheGoldenStream_isAWholeStory() {
        List<StoryEvent> events = Frames.decode(Buffer.buffer(GoldenEvents.stream()));
        StringBuilder text = new StringBuilder();
        for (StoryEvent event : events) {
            if (event instanceof StoryEvent.Content content) {
                assertThat(content.offset()).isEqualTo(text.length());
                text.append(content.chunk());
            } else if (event instanceof StoryEvent.Revision revision) {
                text.setLength(revision.keep());
            }
        }
        assertThat(events.stream().filter(StoryEvent::isTerminal)).containsExactly(events.get(events.size() - 1));
        assertThat(((StoryEvent.Complete) events.get(events.size() - 1)).story().storyContent())
                .isEqualTo(text.toString());
    }

    @Test
    void append_ofTheGoldenStream_givesItsFrames() {
        List<StoryEvent> events = Frames.decode(Buffer.buffer(GoldenEvents.stream()));
        for (int seq = 1; seq <= events.size(); seq++) {
            Buffer frame = Buffer.buffer();
            Frames.append(frame, 42, seq, events.get(seq - 1));
            assertThat(GoldenEvents.stream()).contains(frame.toString());
        }
    }

    @Test
    void decode_passesOverCommentsAndRetry() {
        assertThat(Frames.decode(Buffer.buffer("retry: 5\nid: 1:0\n\n:\n\n"))).isEmpty();
        Buffer frames = Buffer.buffer(":\n\n");
        Frames.append(frames, 1, 1, ErrorCode.CANCELLED.event());
        assertThat(Frames.decode(frames)).containsExactly(ErrorCode.CANCELLED.event());
    }

    private static Buffer frames(int seq, List<String> chunks) {
        Buffer frames = Buffer.buffer();
        for (int i = 0; i < chunks.size(); i++) {
            Frames.append(frames, 42, seq + i, new StoryEvent.Content(chunks.get(i), 0));
        }
        return frames;
    }

    /** UTF-8 has no lone surrogates; they become question marks of the same length. */
    private static String encodable(String text) {
        return new String(text.getBytes(UTF_8), UTF_8);
    }
}
