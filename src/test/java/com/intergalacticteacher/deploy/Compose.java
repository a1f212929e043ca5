package com.intergalacticteacher.deploy;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The recipe for one machine, with the fields of a compose file that it uses and no others. */
record Compose(String name, Map<String, Service> services, Map<String, @Nullable Object> volumes) {
    record Service(
            String image,
            List<String> profiles,
            @JsonProperty("env_file") List<String> envFile,
            Map<String, String> environment,
            List<String> entrypoint,
            List<String> ports,
            @JsonProperty("network_mode") String networkMode,
            List<String> volumes,
            Healthcheck healthcheck,
            @JsonProperty("depends_on") Map<String, Dependency> dependsOn,
            String user,
            @JsonProperty("read_only") boolean isReadOnly,
            List<String> tmpfs,
            @JsonProperty("cap_drop") List<String> capDrop,
            @JsonProperty("security_opt") List<String> securityOpt,
            @JsonProperty("mem_limit") String memLimit,
            Map<String, Integer> ulimits,
            @JsonProperty("stop_signal") String stopSignal,
            @JsonProperty("stop_grace_period") String stopGracePeriod,
            String restart) {}

    record Healthcheck(List<String> test, String interval, String timeout, int retries) {}

    record Dependency(String condition) {}

    static Compose read() {
        return Yaml.typed(
                Yaml.documents(Yaml.text(Path.of("conf/compose.yaml"))).get(0), Compose.class);
    }
}
