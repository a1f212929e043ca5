package com.intergalacticteacher.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** That the Ingress asks its controller for the nginx that the tests run: directive by directive. */
class IngressTest {
    private static final String PREFIX = "nginx.ingress.kubernetes.io/";

    /** Where the controller's word is not nginx's own. */
    private static final Map<String, String> OTHER_NAMES = Map.of("proxy_body_size", "client_max_body_size");

    private static final Ingress INGRESS =
            (Ingress) Manifest.typed(Yaml.documents(Yaml.text(Path.of("k8s/components/ingress/ingress.yaml")))
                    .get(0));

    @Test
    void annotations_areTheDirectivesOfTheTestedProxy() {
        Map<String, String> directives = new TreeMap<>();
        Pattern.compile("(?m)^\\s*([a-z_]+) ([^;$]+);")
                .matcher(Yaml.text(Path.of("conf/nginx/streams.conf")))
                .results()
                .forEach(directive -> directives.put(directive.group(1), directive.group(2)));
        INGRESS.getMetadata().getAnnotations().forEach((name, value) -> {
            assertThat(name).startsWith(PREFIX);
            String directive = name.substring(PREFIX.length()).replace('-', '_');
            directive = OTHER_NAMES.getOrDefault(directive, directive);
            String expected = directive.endsWith("_timeout") ? Integer.parseInt(value) / 3600 + "h" : value;
            assertThat(directives).containsEntry(directive, expected);
        });
        assertThat(INGRESS.getMetadata().getAnnotations())
                .containsKeys(PREFIX + "proxy-buffering", PREFIX + "proxy-http-version", PREFIX + "proxy-read-timeout");
    }

    @Test
    void backend_isThePortOfTheService() {
        assertThat(INGRESS.getSpec().getRules())
                .flatExtracting(rule -> rule.getHttp().getPaths())
                .extracting(path -> path.getBackend().getService())
                .allSatisfy(service -> {
                    assertThat(service.getName()).isEqualTo("intergalactic-teacher");
                    assertThat(service.getPort().getName()).isEqualTo("http");
                });
        assertThat(INGRESS.getSpec().getTls().get(0).getHosts())
                .containsExactly(INGRESS.getSpec().getRules().get(0).getHost());
    }
}
