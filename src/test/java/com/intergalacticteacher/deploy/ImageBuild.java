package com.intergalacticteacher.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The Dockerfile's instructions by hand, in order, each stage in a folder that was empty, with this machine's programs in
 * place of the base images'. Stages follow each other at one place, as they do in Docker; each is put aside when it is
 * complete. Commands that only root may run are left out, and named, for anybody else.
 */
final class ImageBuild {
    private static final long COMMAND_MINUTES = 8;
    static final boolean IS_ROOT = "root".equals(System.getProperty("user.name"));

    private final Path folder;
    private final Path root;
    private final Path context;
    private final Path javaHome;
    private Path workdir;
    private String user = "";

    ImageBuild(Path folder, Path javaHome) throws IOException {
        this.folder = folder;
        this.javaHome = javaHome;
        root = folder.resolve("root");
        workdir = root;
        context = Files.createDirectory(folder.resolve("context"));
        for (String name : allowed()) {
            run(Path.of("").toAbsolutePath(), "cp -a --parents " + name + " " + context);
        }
        run(context, "rm -rf src/main/frontend/node_modules");
    }

    /** Of .dockerignore, which refuses all but what it names. */
    private static List<String> allowed() {
        List<String> lines = Yaml.text(Path.of(".dockerignore")).lines().toList();
        if (!lines.contains("*") || !lines.contains("src/main/frontend/node_modules")) {
            throw new AssertionError(".dockerignore lets in what nobody has named");
        }
        return lines.stream()
                .filter(line -> line.startsWith("!"))
                .map(line -> line.substring(1))
                .toList();
    }

    /** What the stage leaves, without running it: {@code file} of the image is {@code there} already. */
    void take(Dockerfile.Stage stage, String file, Path there) throws IOException {
        Path target = folder.resolve(stage.name() + file);
        Files.createDirectories(target.getParent());
        run(folder, "cp -a " + there.toAbsolutePath() + " " + target);
    }

    /** The stage's folder, complete. */
    Path run(Dockerfile.Stage stage) throws IOException {
        Files.createDirectories(root);
        workdir = root;
        user = "";
        for (Dockerfile.Instruction instruction : stage.instructions()) {
            switch (instruction.keyword()) {
                case "WORKDIR" -> workdir = Files.createDirectories(inRoot(instruction.value()));
                case "USER" -> user = instruction.value();
                case "COPY" -> copy(instruction);
                case "RUN" -> runAsUser(instruction.value());
                case "ARG", "LABEL", "EXPOSE", "HEALTHCHECK", "STOPSIGNAL", "ENTRYPOINT" -> {}
                default -> throw new AssertionError("nobody has tried " + instruction);
            }
        }
        return stage.name().isEmpty() ? workdir : Files.move(root, folder.resolve(stage.name()));
    }

    private Path inRoot(String path) {
        return path.startsWith("/") ? root.resolve(path.substring(1)) : workdir.resolve(path);
    }

    private void copy(Dockerfile.Instruction copy) throws IOException {
        Optional<String> stage = copy.option("from");
        Path from = stage.map(folder::resolve).orElse(context);
        List<String> words = copy.words();
        String last = words.get(words.size() - 1);
        Path target = inRoot(last);
        Files.createDirectories(last.endsWith("/") ? target : target.getParent());
        for (String word : words.subList(0, words.size() - 1)) {
            Path source = from.resolve(word.replaceFirst("^/", ""));
            boolean isFolder = Files.isDirectory(source);
            if (isFolder) {
                Files.createDirectories(target);
            }
            run(folder, "cp -a " + source + (isFolder ? "/." : "") + " " + target);
        }
        if (IS_ROOT && copy.option("chown").isPresent()) {
            run(folder, "chown -R " + copy.option("chown").get() + " " + target);
        }
    }

    private void runAsUser(String command) throws IOException {
        if (command.startsWith("chown ") && !IS_ROOT) {
            System.out.println("left out, since only root may: " + command);
            return;
        }
        long begun = System.nanoTime();
        run(workdir, command, IS_ROOT && !user.isEmpty() ? as(user) : List.of());
        System.out.printf(
                "%5.1f s  %s%n",
                (System.nanoTime() - begun) / 1e9, command.length() > 90 ? command.substring(0, 90) + "…" : command);
    }

    /** The words before a command that make it another user's. */
    static List<String> as(String user) {
        return user.matches("\\d.*")
                ? List.of("setpriv", "--reuid=" + user.split(":")[0], "--regid=" + user.split(":")[1], "--clear-groups")
                : List.of("runuser", "-u", user, "--");
    }

    private void run(Path where, String command) throws IOException {
        run(where, command, List.of());
    }

    private void run(Path where, String command, List<String> before) throws IOException {
        List<String> words = new ArrayList<>(before);
        words.addAll(List.of("sh", "-ec", command));
        Path output = folder.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(where.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("JAVA_HOME", javaHome.toString());
        builder.environment().merge("PATH", javaHome.resolve("bin").toString(), (path, bin) -> bin + ":" + path);
        Process process = builder.start();
        try {
            if (!process.waitFor(COMMAND_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new AssertionError(
                        command + " ends with " + process.exitValue() + ":\n" + Files.readString(output));
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw new IOException(e);
        }
    }

    /** In bytes. */
    static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
