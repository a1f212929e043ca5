package com.intergalacticteacher.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.nio.file.Path;
import java.util.List;

/** An overlay, put together, by its parts. */
record Pods(List<ObjectNode> documents) {
    static Pods of(String overlay) {
        return new Pods(Kustomization.build(Path.of("k8s", "overlays", overlay)));
    }

    /** The base with one component. */
    static Pods with(String component) {
        return new Pods(Kustomization.build(Kustomization.onTheBase(Path.of("k8s", "components", component))));
    }

    /** Those of a type, in their own type. */
    <T> List<T> all(Class<T> type) {
        return documents.stream()
                .map(Manifest::typed)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    Deployment deployment() {
        return all(Deployment.class).get(0);
    }

    Container container() {
        return deployment().getSpec().getTemplate().getSpec().getContainers().get(0);
    }

    ConfigMap settings() {
        return all(ConfigMap.class).stream()
                .filter(map -> map.getMetadata().getName().equals("intergalactic-teacher"))
                .findFirst()
                .orElseThrow();
    }
}
