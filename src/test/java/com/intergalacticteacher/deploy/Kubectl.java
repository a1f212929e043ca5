package com.intergalacticteacher.deploy;

import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** kustomize itself, where the machine has it: {@code kubectl} from 1.27 on, or {@code kustomize} from 5 on. */
final class Kubectl {
    private static final List<String> COMMAND = find();

    private Kubectl() {}

    /** The documents; a test is left out, and says so, where there is no kustomize that understands these folders. */
    static List<JsonNode> build(Path folder) {
        if (COMMAND.isEmpty()) {
            String reason = "LEFT OUT: building " + folder + " needs kubectl from 1.27 on, or kustomize from 5 on";
            System.out.println(reason);
            return abort(reason);
        }
        return Yaml.documents(run(COMMAND.get(0), COMMAND.get(1), folder.toString()));
    }

    private static List<String> find() {
        if (isRecent("kustomize", "version")) {
            return List.of("kustomize", "build");
        }
        return isRecent("kubectl", "version", "--client") ? List.of("kubectl", "kustomize") : List.of();
    }

    private static boolean isRecent(String... command) {
        try {
            return run(command).lines().anyMatch(line -> line.matches("(?:Kustomize Version: )?v[5-9]\\..*"));
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private static String run(String... command) {
        try {
            Path output = Files.createTempFile("kustomize", ".out");
            try {
                Process process = new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
                if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
                    process.destroyForcibly();
                    throw new IllegalStateException(String.join(" ", command) + ": " + Yaml.text(output));
                }
                return Yaml.text(output);
            } finally {
                Files.delete(output);
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
