package com.intergalacticteacher.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.intergalacticteacher.event.ErrorCode;
import com.intergalacticteacher.http.ProblemCode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whether the page speaks of what is there. */
class OperatorPageTest {
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)\\)");
    private static final Pattern FOLDER = Pattern.compile("\\b(?:k8s|conf)/[\\w./-]*\\w");
    private static final Pattern SETTING = Pattern.compile("`([A-Z][A-Z0-9]*_[A-Z0-9_]+)`");

    private static final Path RULES = Path.of("conf/prometheus/rules.yml");

    /** Made by whoever follows the page. */
    private static final Set<String> MADE_THERE = Set.of("conf/.env", "conf/nginx/tls.crt", "conf/nginx/tls.key");

    private static Set<String> found(Pattern pattern) {
        return pattern.matcher(OperatorPage.text())
                .results()
                .map(result -> result.group(result.groupCount()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void links_leadToFiles() {
        assertThat(found(LINK))
                .isNotEmpty()
                .allSatisfy(link -> assertThat(Path.of("k8s").resolve(link)).exists());
    }

    @Test
    void files_areThere() {
        assertThat(found(FOLDER))
                .filteredOn(file -> !MADE_THERE.contains(file))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(Path.of(file)).exists());
    }

    @Test
    void settings_areReadByTheProgram() {
        Set<String> codes = Stream.concat(Stream.of(ErrorCode.values()), Stream.of(ProblemCode.values()))
                .map(Enum::name)
                .collect(Collectors.toSet());
        assertThat(found(SETTING))
                .filteredOn(name -> !codes.contains(name))
                .isNotEmpty()
                .isSubsetOf(SettingNames.all());
    }

    /** A heading of its name and what to do; that its annotation leads there is DashboardTest's. */
    @Test
    void alerts_haveALineEach() {
        List<JsonNode> alerts = Yaml.documents(Yaml.text(RULES)).get(0).findParents("alert");
        Set<String> names = new TreeSet<>();
        for (JsonNode alert : alerts) {
            String name = alert.path("alert").asText();
            names.add(name);
            assertThat(OperatorPage.text()).containsPattern("(?m)^### " + name + "\n\\S.{60,}$");
        }
        assertThat(names).isNotEmpty().isEqualTo(found(Pattern.compile("(?m)^### (\\w+)$")));
    }

    /** The secret's keys that the page has one make are those that the pods ask for. */
    @Test
    void secretsOfTheDevelopersCluster_areThoseThePodsAskFor() {
        Set<String> made = Pattern.compile("--from-literal=(\\w+)=")
                .matcher(OperatorPage.text())
                .results()
                .map((MatchResult result) -> result.group(1))
                .collect(Collectors.toSet());
        Container container = Pods.of("dev").container();
        assertThat(container.getEnv())
                .filteredOn(variable -> variable.getValueFrom().getSecretKeyRef() != null)
                .filteredOn(variable -> !Boolean.TRUE.equals(
                        variable.getValueFrom().getSecretKeyRef().getOptional()))
                .extracting(EnvVar::getName)
                .isSubsetOf(made);
        assertThat(Yaml.text(Path.of("k8s/overlays/dev/postgresql.yaml"))).contains("key: POSTGRES_PASSWORD");
        assertThat(made).containsExactlyInAnyOrder("DATABASE_URL", "JWT_SECRET", "POSTGRES_PASSWORD");
    }
}
