package com.intergalacticteacher.story;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChapterRequestTest {

    @Test
    void textsAreWritten_oneWay() {
        ChapterRequest request = new ChapterRequest(1, "  cafe\u0301 ", 1, " A trip", null, null, "fly ");

        assertThat(request).isEqualTo(new ChapterRequest(1, "caf\u00e9", 1, "A trip", null, null, "fly"));
        assertThat(request.faults()).isEmpty();
    }

    @Test
    void faults_severalAtOnce_areAllNamed() {
        ChapterRequest request = new ChapterRequest(1, null, null, null, null, 2, "fly");

        assertThat(request.faults())
                .extracting(StoryRefused.Fault::field)
                .containsExactly("theme", "choice", "custom_user_input");
    }
}
