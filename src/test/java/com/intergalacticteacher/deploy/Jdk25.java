package com.intergalacticteacher.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** A JDK of the image's version on this machine. */
final class Jdk25 {
    private Jdk25() {}

    /** The one that runs this, or {@code JAVA_HOME_25}, or one where Linux keeps them. */
    static Optional<Path> find() throws IOException {
        Path folder = Path.of("/usr/lib/jvm");
        try (Stream<Path> installed = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
            return Stream.of(
                            Stream.of(System.getProperty("java.home")),
                            Stream.ofNullable(System.getenv("JAVA_HOME_25")),
                            installed.sorted().map(Path::toString))
                    .flatMap(homes -> homes)
                    .map(Path::of)
                    .filter(Jdk25::isIt)
                    .findFirst();
        }
    }

    private static boolean isIt(Path home) {
        Path release = home.resolve("release");
        return Files.exists(home.resolve("bin/jlink"))
                && Files.exists(release)
                && Yaml.text(release).lines().anyMatch(line -> line.matches("JAVA_VERSION=\"25(\\..*)?\""));
    }
}
