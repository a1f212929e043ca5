package com.intergalacticteacher.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The suite of injections is well formed, and none of them gets in the way of the screen. */
class InjectionsTest {

    @Test
    void injections_areDistinctAndNameTheirField() throws IOException {
        List<JsonObject> injections = injections();
        assertThat(injections).hasSizeGreaterThanOrEqualTo(60);
        assertThat(injections.stream().map(injection -> injection.getString("id")))
                .doesNotHaveDuplicates();
        assertThat(injections).allSatisfy(injection -> {
            assertThat(injection.getString("text")).isNotBlank();
            assertThat(Set.of("theme", "title", "idea", "name", "interests")).contains(injection.getString("field"));
        });
    }

    @Test
    void push_afterAnInjection_stillScreens() throws IOException {
        Screen screen = Supplied.screen();
        for (JsonObject injection : injections()) {
            Screening screening = screen.screening(8, "en", "");
            String text = injection.getString("text") + " and then: sh1t! ";
            String released = screening.push(text) + screening.finish();
            assertThat(screening.finding()).as(injection.getString("id")).isPresent();
            assertThat(released).doesNotContain("sh1t");
        }
    }

    private static List<JsonObject> injections() throws IOException {
        try (InputStream in = InjectionsTest.class.getResourceAsStream("/safety/injections.jsonl")) {
            assertThat(in).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(JsonObject::new)
                    .toList();
        }
    }
}
