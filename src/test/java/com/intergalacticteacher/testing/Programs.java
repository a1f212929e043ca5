package com.intergalacticteacher.testing;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/** Programs that are not ours and that a machine may not have. */
public final class Programs {
    private Programs() {}

    /** Where the program is; a test that cannot run without it is left out, and says so. */
    public static Path require(String name) {
        return Stream.concat(Arrays.stream(System.getenv("PATH").split(":")), Stream.of("/usr/sbin"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseGet(() -> {
                    String test = StackWalker.getInstance()
                            .walk(frames -> frames.map(StackWalker.StackFrame::getClassName)
                                    .filter(caller -> caller.endsWith("IT") || caller.endsWith("Test"))
                                    .findFirst()
                                    .orElse("a test"));
                    String reason = "LEFT OUT: " + test + " needs " + name + ", which is not installed (Debian: apt-get"
                            + " install --no-install-recommends nginx-light prometheus)";
                    System.out.println(reason);
                    return abort(reason);
                });
    }
}
