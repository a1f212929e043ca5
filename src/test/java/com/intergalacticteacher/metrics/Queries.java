package com.intergalacticteacher.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What conf/prometheus and conf/grafana ask Prometheus. */
final class Queries {
    static final Path RULES = Path.of("conf", "prometheus", "rules.yml");
    static final Path DASHBOARD = Path.of("conf", "grafana", "stories.json");

    private Queries() {}

    static JsonNode dashboard() throws IOException {
        return new ObjectMapper().readTree(DASHBOARD.toFile());
    }

    /** Every rule, by the name it records or alerts under. */
    static Map<String, JsonNode> rules() throws IOException {
        Map<String, JsonNode> rules = new LinkedHashMap<>();
        for (JsonNode group :
                new ObjectMapper(new YAMLFactory()).readTree(RULES.toFile()).get("groups")) {
            for (JsonNode rule : group.get("rules")) {
                rules.put((rule.has("alert") ? rule.get("alert") : rule.get("record")).asText(), rule);
            }
        }
        return rules;
    }

    /** Panels with queries, in their order. */
    static List<JsonNode> panels() throws IOException {
        List<JsonNode> panels = new ArrayList<>();
        dashboard().get("panels").forEach(panels::add);
        return panels;
    }

    /** By where it stands; with the variables' values, and comparisons that answer with 0 or 1 rather than drop what is well. */
    static Map<String, String> all(String job) throws IOException {
        Map<String, String> queries = new LinkedHashMap<>();
        rules().forEach((name, rule) ->
                queries.put("rule " + name, comparing(rule.get("expr").asText())));
        for (JsonNode panel : panels()) {
            for (JsonNode target : panel.path("targets")) {
                String query = target.get("expr")
                        .asText()
                        .replace("$job", job)
                        .replace("$instance", ".*")
                        .replace("$__rate_interval", "15s");
                queries.put(
                        "panel " + panel.get("title").asText() + " "
                                + target.get("refId").asText(),
                        query);
            }
        }
        return queries;
    }

    private static String comparing(String alert) {
        return alert.replaceAll("\\s(>|<|==)\\s", " $1 bool ");
    }
}
