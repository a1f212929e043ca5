package com.intergalacticteacher.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.AppConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** As far as it goes without a Docker: the file's fields, and whether its parts fit each other and the program. */
class ComposeTest {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)(?::([-?])([^}]*))?}");
    private static final Map<String, String> DOT_ENV = Map.of(
            "POSTGRES_PASSWORD", "0f3a9c1be27d4586a1b2c3d4e5f60718",
            "JWT_SECRET", "k7Qd2vXw9LmZr4TbYc8HnPs3JgFa6UeR");

    private static final Compose COMPOSE = Compose.read();
    private static final Compose.Service STORIES = COMPOSE.services().get("stories");
    private static final Compose.Service NGINX = COMPOSE.services().get("nginx");
    private static final Compose.Service PROMETHEUS = COMPOSE.services().get("prometheus");

    /** As Docker does it; fails where a variable has neither value nor default. */
    private static String resolved(String text) {
        return VARIABLE.matcher(text).replaceAll(variable -> {
            String value = DOT_ENV.get(variable.group(1));
            if (value == null) {
                assertThat(variable.group(2))
                        .describedAs("a default for " + variable.group(1))
                        .isEqualTo("-");
                value = variable.group(3);
            }
            return Matcher.quoteReplacement(value);
        });
    }

    @Test
    void environment_isReadByTheProgramWithoutAFault() {
        assertThat(STORIES.environment().keySet()).isSubsetOf(SettingNames.all());
        assertThat(STORIES.envFile()).containsExactly("application.env", ".env");
        Map<String, String> environment = new HashMap<>(DOT_ENV);
        assertThat(STORIES.environment())
                .describedAs("wins over the files, where an operator would set them")
                .doesNotContainKeys("LLM_BASE_URL", "LLM_MODEL", "LLM_API_KEY", "MODERATION_API_KEY");
        STORIES.environment().forEach((name, value) -> environment.put(name, resolved(value)));
        AppConfig config = AppConfig.read(environment, Path.of("."));
        assertThat(config.effective())
                .contains("DATABASE_URL=postgresql://stories@postgresql:5432/stories", "NODE_NAME=stories");
        Compose.Service database = COMPOSE.services().get("postgresql");
        assertThat(environment.get("DATABASE_URL"))
                .isEqualTo("postgresql://%s:%s@postgresql:5432/%s"
                        .formatted(
                                database.environment().get("POSTGRES_USER"),
                                resolved(database.environment().get("POSTGRES_PASSWORD")),
                                database.environment().get("POSTGRES_DB")));
    }

    @Test
    void services_areThereWhereTheyAreNamed() {
        assertThat(COMPOSE.services().values()).allSatisfy(service -> {
            if (service.dependsOn() != null) {
                assertThat(COMPOSE.services())
                        .containsKeys(service.dependsOn().keySet().toArray(new String[0]));
            }
        });
        assertThat(List.of(NGINX, PROMETHEUS))
                .allSatisfy(service -> assertThat(service.networkMode()).isEqualTo("service:stories"));
        assertThat(COMPOSE.services().get("postgresql").volumes())
                .allSatisfy(volume -> assertThat(COMPOSE.volumes()).containsKey(volume.split(":")[0]));
        assertThat(COMPOSE.services().get("postgresql").ports()).isNull();
        assertThat(List.of(STORIES, NGINX, PROMETHEUS))
                .flatExtracting(Compose.Service::volumes)
                .allSatisfy(volume -> {
                    String source = volume.split(":")[0];
                    if (source.startsWith(".")) {
                        assertThat(Path.of("conf", source)).exists();
                    } else {
                        assertThat(COMPOSE.volumes()).containsKey(source);
                    }
                });
    }

    @Test
    void prometheus_findsTheProgram_andIsThisMachinesAlone() {
        assertThat(PROMETHEUS.profiles()).containsExactly("monitoring");
        assertThat(STORIES.ports()).contains("127.0.0.1:9090:9090");
        String port = AppConfig.read(Map.of(), Path.of(".")).http().managementPort() + "";
        assertThat(Yaml.text(Path.of("conf/prometheus/prometheus.yml"))).contains("- 127.0.0.1:" + port);
    }

    @Test
    void nginx_listensWhereItIsPublishedAndFindsTheProgram() {
        Path folder =
                Path.of("conf").resolve(NGINX.volumes().get(0).split(":")[0]).normalize();
        String file = Path.of(NGINX.entrypoint().get(NGINX.entrypoint().size() - 1))
                .getFileName()
                .toString();
        assertThat(Files.exists(folder.resolve(file)))
                .describedAs(folder + "/" + file)
                .isTrue();
        String nginx = Yaml.text(folder.resolve(file));
        assertThat(STORIES.ports().stream().filter(port -> !port.startsWith("127.0.0.1:")))
                .extracting(port -> port.split(":")[1])
                .hasSize(2)
                .allSatisfy(port -> assertThat(nginx).containsPattern("listen " + port + "[ ;]"));
        assertThat(nginx).contains("server 127.0.0.1:8080;");
    }

    @Test
    void program_isRunAsOnKubernetes() {
        Pods pods = Pods.of("prod");
        assertThat(STORIES.stopGracePeriod())
                .isEqualTo(
                        pods.deployment().getSpec().getTemplate().getSpec().getTerminationGracePeriodSeconds() + "s");
        assertThat(STORIES.memLimit()).isEqualTo("1g");
        assertThat(pods.container().getResources().getLimits().get("memory").toString())
                .isEqualTo("1Gi");
        assertThat(STORIES.tmpfs())
                .describedAs("Docker forbids to run what is unpacked there, unless it is told")
                .containsExactly("/tmp:exec");
        assertThat(NGINX.tmpfs()).containsExactly("/tmp");
        assertThat(List.of(STORIES, NGINX))
                .allSatisfy(service -> assertThat(service.ulimits()).containsEntry("nofile", 65536));
        assertThat(List.of(STORIES, NGINX, PROMETHEUS)).allSatisfy(service -> {
            assertThat(service.isReadOnly()).isTrue();
            assertThat(service.capDrop()).containsExactly("ALL");
            assertThat(service.securityOpt()).containsExactly("no-new-privileges:true");
        });
    }
}
