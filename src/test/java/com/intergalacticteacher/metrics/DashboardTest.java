package com.intergalacticteacher.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** That the dashboard and the rules are whole; that their queries find something is PrometheusIT's. */
class DashboardTest {
    @Test
    void panels_haveAnIdAndAPlaceOfTheirOwn() throws IOException {
        Set<Integer> ids = new HashSet<>();
        Set<List<Integer>> cells = new HashSet<>();
        for (JsonNode panel : Queries.panels()) {
            assertThat(ids.add(panel.get("id").asInt()))
                    .as("id of %s", panel.get("title"))
                    .isTrue();
            JsonNode at = panel.get("gridPos");
            assertThat(at.get("x").asInt() + at.get("w").asInt()).isLessThanOrEqualTo(24);
            for (int x = 0; x < at.get("w").asInt(); x++) {
                for (int y = 0; y < at.get("h").asInt(); y++) {
                    List<Integer> cell =
                            List.of(at.get("x").asInt() + x, at.get("y").asInt() + y);
                    assertThat(cells.add(cell))
                            .as("%s over another", panel.get("title"))
                            .isTrue();
                }
            }
        }
    }

    @Test
    void panels_sayWhatTheyShow() throws IOException {
        for (JsonNode panel : Queries.panels()) {
            if (panel.has("targets")) {
                String title = panel.get("title").asText();
                assertThat(panel.get("description").asText()).as(title).isNotBlank();
                assertThat(panel.at("/fieldConfig/defaults/unit").asText())
                        .as(title)
                        .isNotBlank();
                assertThat(panel.get("targets")).as(title).isNotEmpty();
                panel.get("targets")
                        .forEach(target -> assertThat(
                                        target.at("/datasource/uid").asText())
                                .as(title)
                                .isEqualTo("${datasource}"));
            }
        }
    }

    @Test
    void whatIsWrong_isAtTheTop() throws IOException {
        List<JsonNode> panels = Queries.panels();
        assertThat(panels.get(0).get("title").asText()).isEqualTo("Is anything wrong?");
        assertThat(panels.subList(1, 7)).allSatisfy(panel -> {
            assertThat(panel.get("type").asText()).isEqualTo("stat");
            assertThat(panel.at("/fieldConfig/defaults/thresholds/steps")).hasSizeGreaterThan(1);
        });
    }

    @Test
    void recordedNames_thatPanelsAskFor_areRecorded() throws IOException {
        Set<String> asked = new TreeSet<>();
        for (String query : Queries.all("stories").values()) {
            Collections.addAll(asked, query.split("[^a-zA-Z0-9_:]+"));
        }
        asked.removeIf(word -> !word.matches("(job|instance):.*"));
        assertThat(asked).isNotEmpty();
        assertThat(Queries.rules().keySet()).containsAll(asked);
    }

    @Test
    void alerts_sayWhomTheyWakeAndWhatToDo_andAreTested() throws IOException {
        String tests = Files.readString(Path.of("conf", "prometheus", "rules_test.yml"))
                + Files.readString(Path.of("conf", "prometheus", "rules_days_test.yml"));
        List<String> alerts = new ArrayList<>();
        for (Map.Entry<String, JsonNode> rule : Queries.rules().entrySet()) {
            if (rule.getValue().has("alert")) {
                String name = rule.getKey();
                alerts.add(name);
                assertThat(rule.getValue().at("/labels/severity").asText())
                        .as(name)
                        .isIn("page", "ticket");
                assertThat(rule.getValue().at("/annotations/summary").asText())
                        .as(name)
                        .isNotBlank();
                assertThat(rule.getValue().at("/annotations/runbook").asText())
                        .isEqualTo("k8s/README.md#" + name.toLowerCase(java.util.Locale.ROOT));
                assertThat(tests)
                        .as("a test in which %s fires", name)
                        .containsPattern("alertname: " + name + "\\s+exp_alerts:\\s+- ");
            }
        }
        assertThat(alerts).hasSizeGreaterThan(12);
    }
}
