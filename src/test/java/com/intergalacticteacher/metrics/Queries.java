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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What conf/prometheus and conf/grafana ask Prometheus. */
final class Queries {
    static final Path RULES = Path.of("conf", "prometheus", "rules.yml");
    static final Path DASHBOARD = Path.of("conf", "grafana", "stories.json");

    /** With the bracket that both sides may stand in. */
    private static final Pattern EITHER = Pattern.compile("^\\(?(sum by .*?)\\s+or 0 \\*", Pattern.DOTALL);

    /** There only while something is wrong. */
    private static final String FIRING = "ALERTS{";

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

    /** In their order, rows among them. */
    static List<JsonNode> panels() throws IOException {
        List<JsonNode> panels = new ArrayList<>();
        dashboard().get("panels").forEach(panels::add);
        return panels;
    }

    /**
     * By where it stands; with the variables' values, and comparisons that answer with 0 or 1 rather than drop what is well.
     * What stands before an {@code or 0} is asked alone as well: a metric that is not there would hide behind it.
     */
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
        Map.copyOf(queries).forEach((name, query) -> {
            Matcher either = EITHER.matcher(query);
            if (either.find() && !query.contains(FIRING)) {
                queries.put(name + ", before the or", either.group(1));
            }
        });
        return queries;
    }

    private static String comparing(String alert) {
        return alert.replaceAll("\\s(>|<|==)\\s", " $1 bool ");
    }
}
