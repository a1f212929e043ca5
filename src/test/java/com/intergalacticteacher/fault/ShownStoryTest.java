package com.intergalacticteacher.fault;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The checker itself: it must see what it is there to see. */
class ShownStoryTest {
    private final ShownStory story = new ShownStory();

    @Test
    void frame_ofAWholeStory_countsNothing() {
        content(1, 0, "The fox");
        content(2, 7, " runs.");
        event(3, "{\"type\":\"revision\",\"keep\":4,\"reason\":\"unfit\"}");
        content(4, 4, "owl flies.");
        event(5, "{\"type\":\"complete\",\"story\":{\"story_content\":\"The owl flies.\"}}");

        assertThat(story.text()).isEqualTo("The owl flies.").isEqualTo(story.finalText());
        assertThat(story.outcome()).isEqualTo("complete");
        assertCounted(0, 0);
    }

    @Test
    void frame_withoutData_isACursorAlone() {
        content(1, 0, "The fox");
        story.frame("retry: 1800\nid: 7:1");
        content(2, 7, " runs.");
        assertThat(story.text()).isEqualTo("The fox runs.");
        assertCounted(0, 0);
    }

    @Test
    void frame_thatCameBefore_isRepeatedAndNotShown() {
        content(1, 0, "The fox");
        content(1, 0, "The fox");
        assertThat(story.text()).isEqualTo("The fox");
        assertCounted(0, 1);
    }

    @Test
    void frame_afterAHole_isLost() {
        content(1, 0, "The fox");
        content(4, 7, " runs.");
        assertCounted(2, 0);
    }

    @Test
    void chunk_overLettersThatAreThere_isRepeated() {
        content(1, 0, "The fox");
        content(2, 5, "ox runs.");
        assertThat(story.text()).isEqualTo("The fox runs.");
        assertCounted(0, 2);
    }

    @Test
    void chunk_beyondTheLettersThatAreThere_isLost() {
        content(1, 0, "The fox");
        content(2, 10, "s.");
        assertCounted(3, 0);
    }

    private void content(int seq, int offset, String chunk) {
        event(seq, "{\"type\":\"content\",\"chunk\":\"" + chunk + "\",\"offset\":" + offset + "}");
    }

    private void event(int seq, String data) {
        story.frame("id: 7:" + seq + "\ndata: " + data);
    }

    private void assertCounted(int lost, int repeated) {
        assertThat(story.lost()).isEqualTo(lost);
        assertThat(story.repeated()).isEqualTo(repeated);
        assertThat(story.faults()).hasSize(lost + repeated > 0 ? 1 : 0);
    }
}
