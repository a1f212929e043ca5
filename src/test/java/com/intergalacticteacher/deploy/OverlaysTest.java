package com.intergalacticteacher.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.intergalacticteacher.AppConfig;
import com.intergalacticteacher.http.HttpConfig;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether the parts of an overlay fit each other and the program. */
class OverlaysTest {
    private static Map<String, String> secrets() {
        return Map.of(
                "DATABASE_URL", "postgresql://me:secret@stories-db-rw:5432/stories",
                "JWT_SECRET", "k7Qd2vXw9LmZr4TbYc8HnPs3JgFa6UeR",
                "NODE_NAME", "intergalactic-teacher-7d9c5b6f4-x2x8q");
    }

    static AppConfig config(Pods pods) {
        Map<String, String> environment = new HashMap<>(secrets());
        Map<String, String> settings = pods.settings().getData();
        environment.putAll(settings == null ? Map.of() : settings);
        return AppConfig.read(environment, Path.of("target", "no-configuration"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod"})
    void settings_areReadByTheProgramWithoutAFault(String overlay) {
        Pods pods = Pods.of(overlay);
        AppConfig config = config(pods);
        pods.settings().getData().forEach((name, value) -> {
            assertThat(SettingNames.all()).contains(name);
            assertThat(config.effective()).contains(name + "=" + value);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod"})
    void environment_hasOnlyNamesThatTheProgramReads(String overlay) {
        assertThat(Pods.of(overlay).container().getEnv())
                .extracting(EnvVar::getName)
                .isSubsetOf(SettingNames.all());
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod"})
    void ports_areThoseTheProgramListensOn(String overlay) {
        Pods pods = Pods.of(overlay);
        HttpConfig http = config(pods).http();
        assertThat(pods.container().getPorts())
                .extracting(ContainerPort::getName, ContainerPort::getContainerPort)
                .containsExactlyInAnyOrder(tuple("http", http.port()), tuple("management", http.managementPort()));
        Service service = pods.all(Service.class).get(0);
        assertThat(service.getSpec().getPorts()).singleElement().satisfies(port -> {
            assertThat(port.getTargetPort().getStrVal()).isEqualTo("http");
            assertThat(port.getName()).isEqualTo("http");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod"})
    void selectors_findThePods(String overlay) {
        Pods pods = Pods.of(overlay);
        Deployment deployment = pods.deployment();
        Map<String, String> labels =
                deployment.getSpec().getTemplate().getMetadata().getLabels();
        List<Map<String, String>> selectors = Stream.of(
                        Stream.of(deployment.getSpec().getSelector().getMatchLabels()),
                        pods.all(Service.class).stream()
                                .filter(service ->
                                        service.getMetadata().getName().equals("intergalactic-teacher"))
                                .map(service -> service.getSpec().getSelector()),
                        pods.all(PodDisruptionBudget.class).stream()
                                .map(budget -> budget.getSpec().getSelector().getMatchLabels()),
                        pods.all(NetworkPolicy.class).stream()
                                .map(policy -> policy.getSpec().getPodSelector().getMatchLabels()),
                        pods.all(PodMonitor.class).stream()
                                .map(monitor -> monitor.getSpec().getSelector().getMatchLabels()),
                        deployment.getSpec().getTemplate().getSpec().getTopologySpreadConstraints().stream()
                                .map(spread -> spread.getLabelSelector().getMatchLabels()))
                .flatMap(selector -> selector)
                .toList();
        assertThat(selectors).hasSizeGreaterThan(4).allSatisfy(selector -> {
            assertThat(selector).isNotEmpty();
            assertThat(labels).containsAllEntriesOf(selector);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod"})
    void namedPorts_areThereWhereTheyAreNamed(String overlay) {
        Pods pods = Pods.of(overlay);
        List<String> names =
                pods.container().getPorts().stream().map(ContainerPort::getName).toList();
        assertThat(pods.all(NetworkPolicy.class))
                .flatExtracting(policy -> policy.getSpec().getIngress())
                .flatExtracting(rule -> rule.getPorts())
                .extracting(port -> port.getPort().getStrVal())
                .isSubsetOf(names);
        assertThat(pods.all(PodMonitor.class))
                .flatExtracting(monitor -> monitor.getSpec().getPodMetricsEndpoints())
                .extracting(endpoint -> endpoint.getPort())
                .isSubsetOf(names);
        List<Integer> served = pods.all(Service.class).get(0).getSpec().getPorts().stream()
                .map(ServicePort::getPort)
                .toList();
        assertThat(pods.all(HTTPRoute.class))
                .flatExtracting(route -> route.getSpec().getRules())
                .flatExtracting(rule -> rule.getBackendRefs())
                .allSatisfy(backend -> {
                    assertThat(backend.getName()).isEqualTo("intergalactic-teacher");
                    assertThat(served).contains(backend.getPort());
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod"})
    void pod_mayDoNothingBeyondItsWork(String overlay) {
        PodSpec pod = Pods.of(overlay).deployment().getSpec().getTemplate().getSpec();
        assertThat(pod.getAutomountServiceAccountToken()).isFalse();
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        Container container = pod.getContainers().get(0);
        assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
        assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(container.getVolumeMounts())
                .filteredOn(mount -> !Boolean.TRUE.equals(mount.getReadOnly()))
                .singleElement()
                .satisfies(mount -> assertThat(mount.getMountPath()).isEqualTo("/tmp"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod"})
    void probes_waitLongerThanTheProgramTakesToAnswer(String overlay) {
        Container container = Pods.of(overlay).container();
        assertThat(container.getReadinessProbe().getTimeoutSeconds()).isGreaterThan(1);
        assertThat(Stream.of(container.getLivenessProbe(), container.getStartupProbe()))
                .extracting(Probe::getTimeoutSeconds)
                .allSatisfy(seconds -> assertThat(seconds).isGreaterThan(5));
        assertThat(container.getReadinessProbe().getHttpGet().getPath())
                .isNotEqualTo(container.getLivenessProbe().getHttpGet().getPath());
    }

    /** The secret's name is what the operator makes of the cluster's. */
    @Test
    void databaseUrl_isTheOperatorsSecret() {
        Pods pods = Pods.of("prod");
        String cluster =
                pods.all(CustomResources.Cluster.class).get(0).metadata().getName();
        assertThat(pods.container().getEnv())
                .filteredOn(variable -> variable.getName().equals("DATABASE_URL"))
                .singleElement()
                .satisfies(variable -> {
                    assertThat(variable.getValueFrom().getSecretKeyRef().getName())
                            .isEqualTo(cluster + "-app");
                    assertThat(variable.getValueFrom().getSecretKeyRef().getKey())
                            .isEqualTo("uri");
                });
    }

    /** Paths of the contract that hold a response open have no limit of time on their way. */
    @Test
    void gateway_leavesStreamsTheirTime() {
        HTTPRoute route = Pods.of("prod").all(HTTPRoute.class).get(0);
        assertThat(route.getSpec().getRules())
                .filteredOn(rule -> rule.getTimeouts().getRequest().equals("0s"))
                .flatExtracting(rule -> rule.getMatches())
                .extracting(match -> match.getPath().getValue())
                .containsExactlyInAnyOrderElementsOf(streamPaths());
    }

    /** By the contract itself, shortened to what is before a parameter. */
    private static List<String> streamPaths() {
        JsonNode contract = Yaml.documents(Yaml.text(Path.of("src/main/resources/openapi.yaml")))
                .get(0);
        return contract.path("paths").properties().stream()
                .filter(path -> path.getValue().toString().contains("#/components/responses/Stream\""))
                .map(path -> "/api/v1" + path.getKey().replaceFirst("/\\{.*", ""))
                .distinct()
                .toList();
    }
}
