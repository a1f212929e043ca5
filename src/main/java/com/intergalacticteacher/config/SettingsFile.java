package com.intergalacticteacher.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A file of {@code KEY=VALUE} lines, blank lines and lines that begin with {@code #}: what {@code docker --env-file} and
 * kustomize read too, so a value is taken to the letter, quotes included.
 */
record SettingsFile(Path path, Map<String, String> values, List<String> faults) {
    private static final Path USUAL = Path.of("conf", "application.env");

    /** The file named by {@code CONFIG_FILE}, or the usual one below {@code folder}, which may be missing. */
    static SettingsFile find(Map<String, String> environment, Path folder) {
        String named = environment.getOrDefault("CONFIG_FILE", "");
        Path path = folder.resolve(named.isBlank() ? USUAL : Path.of(named));
        if (named.isBlank() && !Files.exists(path)) {
            return new SettingsFile(path, Map.of(), List.of());
        }
        try {
            return parse(path, Files.readAllLines(path));
        } catch (IOException e) {
            return new SettingsFile(path, Map.of(), List.of("CONFIG_FILE " + path + " cannot be read: " + e));
        }
    }

    private static SettingsFile parse(Path path, List<String> lines) {
        Map<String, String> values = new LinkedHashMap<>();
        List<String> faults = new ArrayList<>();
        int number = 0;
        for (String line : lines) {
            number++;
            if (line.isBlank() || line.stripLeading().startsWith("#")) {
                continue;
            }
            int equals = line.indexOf('=');
            if (equals < 1) {
                // Not shown: it may be the end of a secret.
                faults.add(path + " line " + number + " is no KEY=VALUE");
            } else if (values.put(
                            line.substring(0, equals).strip(),
                            line.substring(equals + 1).strip())
                    != null) {
                faults.add(path + " line " + number + " sets "
                        + line.substring(0, equals).strip() + " a second time");
            }
        }
        return new SettingsFile(path, values, faults);
    }
}
