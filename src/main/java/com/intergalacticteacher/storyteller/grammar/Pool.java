package com.intergalacticteacher.storyteller.grammar;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The phrases of one file: {@code @name} opens a section, each line after it is one way to say it. */
record Pool(Map<String, List<String>> sections) {

    static Pool load(String file) {
        try (InputStream in = Pool.class.getResourceAsStream("/stories/" + file)) {
            if (in == null) {
                throw new IllegalStateException("No story file " + file + " on the class path");
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Pool parse(String text) {
        Map<String, List<String>> sections = new LinkedHashMap<>();
        List<String> section = new ArrayList<>();
        for (String line : text.lines().map(String::strip).toList()) {
            if (line.startsWith("@")) {
                section = sections.computeIfAbsent(line.substring(1), name -> new ArrayList<>());
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                section.add(line);
            }
        }
        return new Pool(sections);
    }

    List<String> of(String section) {
        List<String> lines = sections.get(section);
        if (lines == null) {
            throw new IllegalArgumentException("No section " + section + ", only " + sections.keySet());
        }
        return lines;
    }

    boolean has(String section) {
        return sections.containsKey(section);
    }

    /** What stands before {@code suffix} in the names of the sections that end in it. */
    List<String> named(String suffix) {
        return sections.keySet().stream()
                .filter(name -> name.endsWith(suffix))
                .map(name -> name.substring(0, name.length() - suffix.length()))
                .toList();
    }
}
