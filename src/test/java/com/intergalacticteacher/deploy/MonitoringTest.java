package com.intergalacticteacher.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** That the cluster gets the very rules and dashboards that are tested. */
class MonitoringTest {
    /** What etcd takes. */
    private static final int MAX_BYTES = 1_000_000;

    /** Kustomize cannot put a file's content into a field: so it is there twice, and this holds the one to the other. */
    @Test
    void prometheusRule_isTheRulesFile() {
        String rule = Yaml.text(Path.of("k8s/components/monitoring/prometheusrule.yaml"));
        String expected = Yaml.text(Path.of("conf/prometheus/rules.yml"))
                .lines()
                .map(line -> line.isBlank() ? "\n" : "  " + line + "\n")
                .collect(Collectors.joining());
        assertThat(rule.split("\nspec:\n", 2)[1])
                .describedAs("beginning with spec:, sed '/./s/^/  /' conf/prometheus/rules.yml")
                .isEqualTo(expected);
    }

    @Test
    void dashboards_areShippedAllOfThem() throws IOException {
        List<ConfigMap> maps = Pods.of("prod").all(ConfigMap.class).stream()
                .filter(map -> map.getMetadata().getLabels().containsKey("grafana_dashboard"))
                .toList();
        try (Stream<Path> files = Files.list(Path.of("conf/grafana"))) {
            assertThat(maps)
                    .flatExtracting(map -> map.getData().keySet())
                    .isNotEmpty()
                    .containsExactlyInAnyOrderElementsOf(
                            files.map(file -> file.getFileName().toString())
                                    .filter(name -> name.endsWith(".json"))
                                    .toList());
        }
        assertThat(maps)
                .allSatisfy(map -> map.getData().values().forEach(dashboard -> {
                    assertThat(dashboard.length()).isLessThan(MAX_BYTES);
                    assertThat(new JsonObject(dashboard).getString("title")).isNotBlank();
                }));
    }
}
