package com.intergalacticteacher.deploy;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code k8s/README.md}, by its parts. */
final class OperatorPage {
    static final Path FILE = Path.of("k8s/README.md");

    private OperatorPage() {}

    static String text() {
        return Yaml.text(FILE);
    }

    /** The first block of that language under that heading. */
    static String block(String heading, String language) {
        String section =
                text().split("\n## " + Pattern.quote(heading) + "\n", 2)[1].split("\n## ", 2)[0];
        Matcher block =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(section);
        if (!block.find()) {
            throw new AssertionError("no block of " + language + " under " + heading);
        }
        return block.group(1);
    }
}
