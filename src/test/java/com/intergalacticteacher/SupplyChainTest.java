package com.intergalacticteacher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is built from is named by exact versions, and comes from no host that the repository names. */
class SupplyChainTest {
    private static final Path FRONTEND = Path.of("src", "main", "frontend");
    private static final Pattern EXACT = Pattern.compile("[0-9]+\\.[0-9]+\\.[0-9]+(-[0-9A-Za-z.]+)?");

    private static JsonNode json(String file) throws IOException {
        return new ObjectMapper().readTree(FRONTEND.resolve(file).toFile());
    }

    private static List<JsonNode> packages() throws IOException {
        return StreamSupport.stream(json("package-lock.json").path("packages").spliterator(), false)
                .skip(1) // the page itself
                .toList();
    }

    @Test
    void lock_namesNoHost_andHasAHashForEveryPackage() throws IOException {
        assertThat(packages()).hasSizeGreaterThan(100).allSatisfy(part -> {
            assertThat(part.path("integrity").asText()).startsWith("sha512-");
            assertThat(part.has("resolved")).isFalse();
            assertThat(part.path("version").asText()).matches(EXACT);
        });
    }

    @Test
    void npm_isToldToNameNone() throws IOException {
        assertThat(Files.readAllLines(FRONTEND.resolve(".npmrc")))
                .contains("omit-lockfile-registry-resolved=true")
                .noneMatch(line -> line.contains("registry=") || line.contains("//"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dependencies", "devDependencies", "overrides"})
    void packages_areNamedByExactVersions(String section) throws IOException {
        assertThat(json("package.json").path(section))
                .isNotEmpty()
                .allSatisfy(version -> assertThat(version.asText()).matches(EXACT));
    }

    /** That plugins have versions at all, the enforcer sees to. */
    @Test
    void pom_namesExactVersions_andNoRepository() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));

        assertThat(Pattern.compile("<version>([^<]*)</version>").matcher(pom).results())
                .extracting(version -> version.group(1))
                .filteredOn(version -> !Set.of("[17,26)", "[3.8.1,)", "[25,26)").contains(version))
                .allMatch(version -> version.matches("\\$\\{[a-z0-9.]+\\}|[0-9][0-9A-Za-z.-]*"))
                .filteredOn(version -> version.endsWith("-SNAPSHOT"))
                .containsExactly("1.0.0-SNAPSHOT");
        assertThat(pom).doesNotContain("<repositories>", "<pluginRepositories>");
    }
}
