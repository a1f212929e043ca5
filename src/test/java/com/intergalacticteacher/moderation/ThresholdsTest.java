package com.intergalacticteacher.moderation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThresholdsTest {

    @Test
    void refused_categoryNotNamed_takesTheCommonThreshold() {
        Thresholds thresholds = Thresholds.parse("* 0.1 0.2 0.3 0.4\nhate 0.01 0.02 0.03 0.04\n");
        assertThat(thresholds.refused(Map.of("new", 0.25, "hate", 0.035), 7)).containsExactly("hate", "new");
        assertThat(thresholds.refused(Map.of("new", 0.25, "hate", 0.035), 12)).containsExactly("hate");
        assertThat(thresholds.refused(Map.of("new", 0.25, "hate", 0.035), 13)).isEmpty();
    }

    @Test
    void parse_faults_areReportedTogether() {
        assertThatThrownBy(() -> Thresholds.parse("hate 0.1 0.2\nviolence 0.1 0.2 0.3 1.4\n"))
                .hasMessageContaining("hate 0.1 0.2 ")
                .hasMessageContaining("1.4")
                .hasMessageContaining("no line for *");
    }

    @Test
    void load_supplied_isNeverLaxerForTheYounger() {
        Thresholds thresholds = Supplied.thresholds();
        for (String category : new String[] {"violence", "sexual", "hate", "self-harm", "anything"}) {
            for (double score = 0; score <= 1; score += 0.01) {
                boolean older = !thresholds.refused(Map.of(category, score), 15).isEmpty();
                boolean younger =
                        !thresholds.refused(Map.of(category, score), 5).isEmpty();
                assertThat(younger || !older).as(category + " " + score).isTrue();
            }
        }
    }

    @Test
    void load_folder_itsOwnFirst(@TempDir Path folder) throws IOException {
        assertThat(Thresholds.load(folder).refused(Map.of("violence", 0.9), 15)).containsExactly("violence");
        Files.writeString(folder.resolve("thresholds.txt"), "* 1 1 1 1\n");
        assertThat(Thresholds.load(folder).refused(Map.of("violence", 0.9), 15)).isEmpty();
    }
}
