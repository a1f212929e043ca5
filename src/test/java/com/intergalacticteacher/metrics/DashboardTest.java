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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    /** As in {@code {{outcome}} p50}: a label that the sum has dropped would be a blank. */
    @Test
    void queries_haveALetterOfTheirOwn_andALegendMadeOfWhatTheyAnswer() throws IOException {
        for (JsonNode panel : Queries.panels()) {
            Set<String> letters = new HashSet<>();
            for (JsonNode target : panel.path("targets")) {
                String title = panel.get("title").asText() + " " + target.get("refId");
                assertThat(letters.add(target.get("refId").asText())).as(title).isTrue();
                String legend = target.get("legendFormat").asText();
                assertThat(legend.isEmpty())
                        .as(title)
                        .isEqualTo(panel.get("type").asText().equals("stat"));
                Matcher label = Pattern.compile("\\{\\{(\\w+)}}").matcher(legend);
                while (label.find()) {
                    assertThat(target.get("expr").asText())
                            .as(title)
                            .containsPattern("by \\([^)]*\\b" + label.group(1) + "\\b");
                }
            }
        }
    }

    @Test
    void variables_areThoseThatAreUsed() throws IOException {
        JsonNode dashboard = Queries.dashboard();
        Set<String> known = new TreeSet<>(Set.of("__rate_interval", "__all"));
        dashboard
                .at("/templating/list")
                .forEach(variable -> known.add(variable.get("name").asText()));
        Set<String> used = new TreeSet<>();
        Matcher name = Pattern.compile("\\$\\{?(\\w+)").matcher(dashboard.toString());
        while (name.find()) {
            used.add(name.group(1));
        }
        assertThat(used).isEqualTo(known);
    }

    @Test
    void thresholds_riseFromNothing() throws IOException {
        for (JsonNode panel : Queries.panels()) {
            JsonNode steps = panel.at("/fieldConfig/defaults/thresholds/steps");
            double before = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < steps.size(); i++) {
                JsonNode value = steps.get(i).get("value");
                assertThat(value.isNull())
                        .as("%s, step %d", panel.get("title"), i)
                        .isEqualTo(i == 0);
                if (i > 0) {
                    assertThat(value.asDouble()).as(panel.get("title").asText()).isGreaterThan(before);
                    before = value.asDouble();
                }
            }
        }
    }

    /** A row is its line, and what follows up to the next one: Grafana folds by this order, not by the places. */
    @Test
    void panels_standBelowTheRowTheyFollow() throws IOException {
        int row = -1;
        int bottom = 0;
        for (JsonNode panel : Queries.panels()) {
            JsonNode at = panel.get("gridPos");
            int y = at.get("y").asInt();
            if (panel.get("type").asText().equals("row")) {
                assertThat(y).as(panel.get("title").asText()).isGreaterThanOrEqualTo(bottom);
                assertThat(panel.get("panels")).isEmpty();
                row = y;
            }
            assertThat(y).as(panel.get("title").asText()).isGreaterThanOrEqualTo(row);
            bottom = Math.max(bottom, y + at.get("h").asInt());
        }
        assertThat(row).isPositive();
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
