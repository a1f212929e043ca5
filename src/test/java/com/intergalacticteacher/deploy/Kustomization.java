package com.intergalacticteacher.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What {@code kubectl kustomize} makes of a folder, on machines that have none: as much of kustomize as the folders here
 * use, and a fault for whatever it does not know. Names carry no hash.
 */
final class Kustomization {
    private static final String FILE = "kustomization.yaml";
    private static final List<String> MERGED_BY_NAME = List.of("containers", "env", "ports", "volumes");

    private final Map<String, ObjectNode> documents = new LinkedHashMap<>();

    private Kustomization() {}

    /** A kustomization.yaml, with every field that is understood here. */
    record Fields(
            String apiVersion,
            String kind,
            @Nullable String namespace,
            @Nullable List<String> resources,
            @Nullable List<String> components,
            @Nullable List<Labels> labels,
            @Nullable List<Patch> patches,
            @Nullable List<Generator> configMapGenerator,
            @Nullable GeneratorOptions generatorOptions,
            @Nullable List<Image> images) {
        static Fields read(Path folder) {
            return Yaml.typed(Yaml.documents(Yaml.text(folder.resolve(FILE))).get(0), Fields.class);
        }
    }

    record Labels(Map<String, String> pairs, boolean includeTemplates) {}

    record Patch(String path) {}

    record Generator(
            String name,
            @Nullable String behavior,
            @Nullable List<String> envs,
            @Nullable List<String> literals,
            @Nullable List<String> files,
            @Nullable GeneratorOptions options) {}

    record GeneratorOptions(
            @Nullable Map<String, String> labels,
            @Nullable Map<String, String> annotations,
            @Nullable Boolean disableNameSuffixHash) {}

    record Image(
            String name, @Nullable String newName, @Nullable String newTag) {}

    /** A folder in which the component is put on the base. */
    static Path onTheBase(Path component) {
        Path overlay = Path.of("target", "overlays", component.getFileName().toString());
        try {
            Files.createDirectories(overlay);
            Files.writeString(
                    overlay.resolve(FILE),
                    "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [../../../k8s/base]\n"
                            + "components: [../../../" + component + "]\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return overlay;
    }

    static List<ObjectNode> build(Path folder) {
        Kustomization kustomization = new Kustomization();
        kustomization.apply(folder);
        return List.copyOf(kustomization.documents.values());
    }

    /** In kustomize's own order: what there is, what is generated, what changes it. */
    private void apply(Path folder) {
        Fields fields = Fields.read(folder);
        all(fields.resources()).forEach(resource -> add(folder.resolve(resource).normalize()));
        all(fields.components())
                .forEach(component -> apply(folder.resolve(component).normalize()));
        all(fields.configMapGenerator()).forEach(generator -> generate(folder, generator, fields.generatorOptions()));
        all(fields.patches()).forEach(patch -> patch(folder.resolve(patch.path())));
        all(fields.labels()).forEach(this::label);
        all(fields.images()).forEach(this::tag);
        if (fields.namespace() != null) {
            documents.values().stream()
                    .filter(document -> !Manifest.kind(document).equals("Namespace"))
                    .forEach(document -> document.withObject("/metadata").put("namespace", fields.namespace()));
        }
    }

    private static <T> List<T> all(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    private void add(Path resource) {
        if (Files.isDirectory(resource)) {
            build(resource).forEach(this::put);
        } else {
            Yaml.documents(Yaml.text(resource)).forEach(document -> put((ObjectNode) document));
        }
    }

    private void put(ObjectNode document) {
        if (documents.put(key(document), document) != null) {
            throw new IllegalArgumentException(key(document) + " is there twice");
        }
    }

    private static String key(JsonNode document) {
        return Manifest.kind(document) + " " + Manifest.name(document);
    }

    private void generate(Path folder, Generator generator, @Nullable GeneratorOptions common) {
        ObjectNode map = JsonNodeFactory.instance.objectNode();
        map.put("apiVersion", "v1")
                .put("kind", "ConfigMap")
                .withObject("/metadata")
                .put("name", generator.name());
        all(generator.envs())
                .forEach(file -> Yaml.text(folder.resolve(file))
                        .lines()
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .forEach(line -> setting(map, line)));
        all(generator.literals()).forEach(literal -> setting(map, literal));
        all(generator.files())
                .forEach(file -> map.withObject("/data")
                        .put(Path.of(file).getFileName().toString(), Yaml.text(folder.resolve(file))));
        GeneratorOptions options = generator.options() == null ? common : generator.options();
        if (options != null && options.labels() != null) {
            options.labels()
                    .forEach((name, value) -> map.withObject("/metadata/labels").put(name, value));
        }
        if (options != null && options.annotations() != null) {
            options.annotations()
                    .forEach((name, value) ->
                            map.withObject("/metadata/annotations").put(name, value));
        }
        if ("merge".equals(generator.behavior())) {
            merge(Objects.requireNonNull(documents.get(key(map)), key(map)), map);
        } else {
            put(map);
        }
    }

    private static void setting(ObjectNode map, String line) {
        int equals = line.indexOf('=');
        map.withObject("/data").put(line.substring(0, equals), line.substring(equals + 1));
    }

    private void patch(Path file) {
        for (JsonNode patch : Yaml.documents(Yaml.text(file))) {
            ObjectNode target =
                    Objects.requireNonNull(documents.get(key(patch)), () -> file + " finds no " + key(patch));
            if (patch.path("$patch").asText().equals("delete")) {
                documents.remove(key(patch));
            } else {
                merge(target, (ObjectNode) patch);
            }
        }
    }

    /** A strategic merge: objects by field; lists of what has a name by it, all others as a whole. */
    private static void merge(ObjectNode target, ObjectNode patch) {
        patch.properties().forEach(entry -> {
            JsonNode there = target.get(entry.getKey());
            JsonNode value = entry.getValue();
            if (there instanceof ObjectNode object && value.isObject()) {
                merge(object, (ObjectNode) value);
            } else if (there instanceof ArrayNode list && MERGED_BY_NAME.contains(entry.getKey())) {
                target.set(entry.getKey(), mergedByName(list, value));
            } else {
                target.set(entry.getKey(), value.deepCopy());
            }
        });
    }

    /** What the patch names comes first. */
    private static ArrayNode mergedByName(ArrayNode list, JsonNode patch) {
        Map<String, ObjectNode> merged = new LinkedHashMap<>();
        patch.forEach(item -> merged.put(item.path("name").asText(), item.deepCopy()));
        for (JsonNode item : list) {
            ObjectNode whole = item.deepCopy();
            merged.merge(item.path("name").asText(), whole, (change, there) -> {
                merge(there, change);
                return there;
            });
        }
        return JsonNodeFactory.instance.arrayNode().addAll(merged.values());
    }

    private void label(Labels labels) {
        for (ObjectNode document : documents.values()) {
            labels.pairs().forEach((name, value) -> {
                document.withObject("/metadata/labels").put(name, value);
                if (labels.includeTemplates()
                        && document.at("/spec/template/spec").isObject()) {
                    document.withObject("/spec/template/metadata/labels").put(name, value);
                }
            });
        }
    }

    private void tag(Image image) {
        for (ObjectNode document : documents.values()) {
            for (JsonNode container : document.at("/spec/template/spec/containers")) {
                if (container.path("image").asText().equals(image.name())) {
                    String name = image.newName() == null ? image.name() : image.newName();
                    ((ObjectNode) container).put("image", name + ":" + image.newTag());
                }
            }
        }
    }
}
