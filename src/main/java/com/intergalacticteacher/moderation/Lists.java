package com.intergalacticteacher.moderation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Where lists come from: the class path, and over it a folder of the operator's. */
final class Lists {
    private static final String ROOT = "/moderation/";
    private static final String INDEX = "index.txt";
    /** Beside the lists, and no list. */
    private static final String THRESHOLDS = "thresholds.txt";

    private Lists() {}

    /**
     * The lists that come with the product, with those of a folder in the place of the ones of the same name, such as
     * {@code en/profanity.txt}, and beside the others. Blocks; a folder that is not there replaces nothing.
     */
    static List<Phrase> load(Path folder) {
        Map<String, String> texts = supplied();
        if (Files.isDirectory(folder)) {
            texts.putAll(within(folder));
        }
        List<Phrase> phrases = new ArrayList<>();
        texts.forEach((name, text) -> phrases.addAll(new ListReader(name).read(text)));
        return phrases;
    }

    /** The thresholds of a folder, or those that come with the product. Blocks. */
    static String thresholds(Path folder) {
        Path file = folder.resolve(THRESHOLDS);
        try {
            return Files.exists(file) ? Files.readString(file) : resource(THRESHOLDS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> supplied() {
        Map<String, String> texts = new TreeMap<>();
        resource(INDEX).lines().filter(name -> !name.isBlank()).forEach(name -> texts.put(name, resource(name)));
        return texts;
    }

    static String resource(String name) {
        try (InputStream in = Lists.class.getResourceAsStream(ROOT + name)) {
            if (in == null) {
                throw new IllegalStateException("list: " + name + " (expected: on the class path)");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> within(Path folder) {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder, 2)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".txt")).toList()) {
                String name = folder.relativize(file).toString().replace('\\', '/');
                if (name.indexOf('/') > 0) {
                    texts.put(name, Files.readString(file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }
}
