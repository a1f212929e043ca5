package com.intergalacticteacher.deploy;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The Dockerfile, read: its stages, each with its instructions in order. */
record Dockerfile(List<Stage> stages) {
    record Stage(String name, String base, List<Instruction> instructions) {
        Optional<Instruction> last(String keyword) {
            return instructions.stream()
                    .filter(instruction -> instruction.keyword().equals(keyword))
                    .reduce((first, second) -> second);
        }

        /** Of the one instruction that is there. */
        String value(String keyword) {
            return last(keyword)
                    .orElseThrow(() -> new AssertionError("no " + keyword))
                    .value();
        }
    }

    /** As in {@code COPY --from=jar a b}: options by name, then the value. */
    record Instruction(String keyword, List<String> options, String value) {
        Optional<String> option(String name) {
            String start = "--" + name + "=";
            return options.stream()
                    .filter(option -> option.startsWith(start))
                    .map(option -> option.substring(start.length()))
                    .findFirst();
        }

        List<String> words() {
            return List.of(value.split("\\s+"));
        }

        /** Of the exec form; fails for the other one, behind which a shell would keep the signals to itself. */
        List<String> command() {
            try {
                return new JsonArray(value.replaceFirst("^CMD ", ""))
                        .stream().map(Object::toString).toList();
            } catch (DecodeException e) {
                throw new AssertionError(keyword + " is not in exec form: " + value, e);
            }
        }
    }

    static Dockerfile read() {
        List<Stage> stages = new ArrayList<>();
        for (String line : lines()) {
            List<String> words = new ArrayList<>(List.of(line.split("\\s+")));
            String keyword = words.remove(0).toUpperCase(Locale.ROOT);
            List<String> options = new ArrayList<>();
            while (words.get(0).startsWith("--")) {
                options.add(words.remove(0));
            }
            Instruction instruction = new Instruction(keyword, options, String.join(" ", words));
            if (keyword.equals("FROM")) {
                stages.add(new Stage(words.size() == 3 ? words.get(2) : "", words.get(0), new ArrayList<>()));
            } else {
                stages.get(stages.size() - 1).instructions().add(instruction);
            }
        }
        return new Dockerfile(stages);
    }

    /** Without comments, each instruction on one line. */
    private static List<String> lines() {
        String text = Yaml.text(Path.of("Dockerfile"))
                .lines()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .reduce("", (all, line) -> all + line + "\n");
        return text.replaceAll("\\\\\n\\s*", "").lines().toList();
    }

    Stage image() {
        return stages.get(stages.size() - 1);
    }
}
