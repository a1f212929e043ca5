package com.intergalacticteacher.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FieldErrorTest {

    @Test
    void of_longText_isShortenedBetweenLetters() {
        FieldError error = FieldError.of("idea", "🐳".repeat(81), "less");

        assertThat(error.value()).isEqualTo("🐳".repeat(79) + "…");
    }

    @Test
    void of_shortTextOrNumber_isShownAsSent() {
        assertThat(FieldError.of("idea", "a".repeat(80), "less").value()).isEqualTo("a".repeat(80));
        assertThat(FieldError.of("age", 99, "less").value()).isEqualTo(99);
        assertThat(FieldError.of("age", null, "one").value()).isNull();
    }
}
