package com.intergalacticteacher.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** That every manifest is what Kubernetes expects, field by field, and that every overlay comes together. */
class ManifestsTest {
    private static final Path K8S = Path.of("k8s");

    static List<Path> manifests() throws IOException {
        try (Stream<Path> files = Files.walk(K8S)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !file.endsWith("kustomization.yaml") && !file.endsWith("prometheus-adapter.yaml"))
                    .sorted()
                    .toList();
        }
    }

    static List<Path> components() throws IOException {
        try (Stream<Path> folders = Files.list(K8S.resolve("components"))) {
            return folders.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void manifest_isKnownToItsTypeFieldByField(Path file) {
        List<JsonNode> documents = Yaml.documents(Yaml.text(file));
        assertThat(documents).isNotEmpty();
        for (JsonNode document : documents) {
            assertThatCode(() -> Manifest.typed(document)).doesNotThrowAnyException();
            assertThat(Manifest.name(document)).matches("[a-z][a-z0-9-]{0,62}");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {port: []}",
                "apiVersion: v1\nkind: Service\nmetadata: {name: a}\nmetadata: {name: b}",
                "apiVersion: apps/v1\nkind: Deployment\nspec: {template: {spec: {containers: [{readinesProbe: {}}]}}}",
                "apiVersion: apps/v1\nkind: Deployment\nspec: {replicas: many}",
                "apiVersion: autoscaling/v1\nkind: HorizontalPodAutoscaler",
                "apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nspec: {instance: 3}"
            })
    void typed_withAFault_namesIt(String document) {
        assertThatThrownBy(() -> Manifest.typed(Yaml.documents(document).get(0)))
                .isInstanceOf(RuntimeException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod"})
    void overlay_comesTogether(String name) {
        List<ObjectNode> documents = Kustomization.build(K8S.resolve("overlays").resolve(name));
        assertThat(documents)
                .extracting(Manifest::kind)
                .contains("Deployment", "Service", "ConfigMap", "NetworkPolicy");
        documents.forEach(Manifest::typed);
    }

    /** What kustomize itself makes is, but for the hashes in names, what the other tests look at. */
    @ParameterizedTest
    @ValueSource(strings = {"k8s/base", "k8s/overlays/dev", "k8s/overlays/prod"})
    void overlay_builtByKustomizeItself_isTheSame(String folder) {
        List<JsonNode> built = Kubectl.build(Path.of(folder));
        built.forEach(Manifest::typed);
        assertSame(built, Kustomization.build(Path.of(folder)));
    }

    @ParameterizedTest
    @MethodSource("components")
    void component_onTheBase_isBuiltByKustomizeItself(Path component) {
        Path overlay = Kustomization.onTheBase(component);
        List<ObjectNode> expected = Kustomization.build(overlay);
        expected.forEach(Manifest::typed);
        List<JsonNode> built = Kubectl.build(overlay);
        assertSame(built, expected);
    }

    @Test
    void adapterRule_readsTheMetricThatTheAutoscalerAsksFor() {
        JsonNode rules = Yaml.documents(Yaml.text(K8S.resolve("components/monitoring/prometheus-adapter.yaml")))
                .get(0);
        JsonNode rule = rules.at("/rules/custom/0");
        JsonNode metric = Yaml.documents(Yaml.text(K8S.resolve("base/horizontalpodautoscaler.yaml")))
                .get(0)
                .at("/spec/metrics/0/pods/metric/name");
        assertThat(rule.at("/name/as")).isEqualTo(metric);
        assertThat(rule.path("seriesQuery").asText()).startsWith(metric.asText() + "{");
    }

    private static void assertSame(List<JsonNode> built, List<ObjectNode> expected) {
        Map<String, JsonNode> all = byName(
                withoutHashes(built, expected.stream().map(Manifest::name).toList()));
        assertThat(all.keySet()).isEqualTo(byName(expected).keySet());
        byName(expected).forEach((name, document) -> assertThat(all.get(name)).isEqualTo(document));
    }

    private static Map<String, JsonNode> byName(List<? extends JsonNode> documents) {
        Map<String, JsonNode> all = new TreeMap<>();
        documents.forEach(document -> all.put(Manifest.kind(document) + " " + Manifest.name(document), document));
        return all;
    }

    private static List<JsonNode> withoutHashes(List<JsonNode> documents, List<String> expected) {
        List<String> names = documents.stream()
                .filter(document -> Manifest.kind(document).equals("ConfigMap"))
                .map(Manifest::name)
                .filter(name -> !expected.contains(name))
                .toList();
        UnaryOperator<String> shorten = text -> names.contains(text) ? text.replaceFirst("-[a-z0-9]{10}$", "") : text;
        documents.forEach(document -> rename(document, shorten));
        return documents;
    }

    private static void rename(JsonNode node, UnaryOperator<String> shorten) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(entry -> {
                if (entry.getKey().equals("name") && entry.getValue().isTextual()) {
                    entry.setValue(
                            object.textNode(shorten.apply(entry.getValue().asText())));
                } else {
                    rename(entry.getValue(), shorten);
                }
            });
        } else if (node instanceof ArrayNode array) {
            array.forEach(item -> rename(item, shorten));
        }
    }
}
