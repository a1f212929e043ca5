package com.intergalacticteacher.deploy;

import com.intergalacticteacher.AppConfig;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names that the program really reads, asked of the program: its own account of what counts. */
final class SettingNames {
    /** Of the JVM, which reads it before the program does. */
    private static final String JAVA = "JAVA_TOOL_OPTIONS";

    private SettingNames() {}

    static Set<String> all() {
        Map<String, String> least = Map.of(
                "DATABASE_URL", "postgresql://me:secret@localhost:5432/stories",
                "JWT_SECRET", "k7Qd2vXw9LmZr4TbYc8HnPs3JgFa6UeR");
        String effective =
                AppConfig.read(least, Path.of("target", "no-configuration")).effective();
        return Stream.concat(Stream.of(JAVA), Stream.of(effective.split(" ")).map(setting -> setting.split("=", 2)[0]))
                .filter(name -> name.matches("[A-Z][A-Z0-9_]*"))
                .collect(Collectors.toSet());
    }
}
