package com.intergalacticteacher.deploy;

import java.nio.file.Path;
import java.util.List;

/** How the JVM of the image runs. */
record JavaOptions(List<String> lines) {
    static JavaOptions read() {
        return new JavaOptions(Yaml.text(Path.of("src/main/image/java.options"))
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList());
    }

    double heapShare() {
        return Double.parseDouble(value("MaxRAMPercentage")) / 100;
    }

    /** Of a size in megabytes. */
    long bytes(String name) {
        return Long.parseLong(value(name).replaceFirst("m$", "")) << 20;
    }

    private String value(String name) {
        String start = "-XX:" + name + "=";
        return lines.stream()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + start));
    }
}
