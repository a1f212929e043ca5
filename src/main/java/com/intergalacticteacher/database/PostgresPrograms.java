package com.intergalacticteacher.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.security.auth.module.UnixSystem;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's programs for this machine, unpacked from the class path; running one blocks. */
final class PostgresPrograms {
    private final Path bin;
    private final boolean asRoot;

    private PostgresPrograms(Path bin) {
        this.bin = bin;
        this.asRoot = new UnixSystem().getUid() == 0;
    }

    /** Unpacks them under {@code folder} unless these very ones are there; those of another version are removed. */
    static PostgresPrograms unpack(Path folder) {
        try {
            URLConnection archive = archive().openConnection();
            Path home = folder.resolve(mark(archive));
            if (!Files.exists(home)) {
                FileTree.delete(folder);
                Path fresh = Files.createDirectories(folder.resolve("unpacking"));
                try (InputStream in = archive.getInputStream()) {
                    unpack(in, fresh);
                }
                Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
            }
            return new PostgresPrograms(home.resolve("bin"));
        } catch (IOException e) {
            throw new DatabaseException("PostgreSQL cannot be unpacked to " + folder + ": " + e, e);
        }
    }

    private static URL archive() {
        String name = "/postgres-" + system() + "-" + architecture() + ".txz";
        URL archive = PostgresPrograms.class.getResource(name);
        if (archive == null) {
            throw new DatabaseException("No embedded PostgreSQL comes with the program for this machine ("
                    + name.substring(1) + "); give it one by DATABASE_URL");
        }
        return archive;
    }

    private static String system() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return name.startsWith("mac") ? "darwin" : name;
    }

    private static String architecture() {
        return switch (System.getProperty("os.arch")) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default -> System.getProperty("os.arch");
        };
    }

    /** Tells one archive from another without reading it: by the checksum that its jar knows. */
    private static String mark(URLConnection archive) throws IOException {
        long checksum =
                archive instanceof JarURLConnection jar ? jar.getJarEntry().getCrc() : archive.getLastModified();
        return HexFormat.of().toHexDigits(checksum, 8) + HexFormat.of().toHexDigits(archive.getContentLengthLong(), 8);
    }

    private static void unpack(InputStream archive, Path target) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                write(tar, entry, target.resolve(entry.getName()).normalize());
            }
        }
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path file) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, file);
            if ((entry.getMode() & 0100) != 0 && !file.toFile().setExecutable(true, false)) {
                throw new IOException(file + " cannot be made executable");
            }
        }
    }

    /**
     * Runs one to its end.
     *
     * @throws DatabaseException if it does not end with 0, with what it printed
     */
    void run(String program, List<String> arguments) {
        List<String> command = new ArrayList<>();
        if (asRoot) {
            // PostgreSQL refuses to be root; in a user namespace of its own it is nobody who owns root's files.
            command.addAll(List.of("unshare", "--user"));
        }
        command.add(bin.resolve(program).toString());
        command.addAll(arguments);
        try {
            Path output = Files.createTempFile("postgresql", ".out");
            try {
                int status = run(command, output);
                String said = Files.readString(output, UTF_8).strip();
                if (status != 0) {
                    throw new DatabaseException(program + " ended with " + status + ": " + said + hint(said));
                }
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new DatabaseException(program + " cannot be run: " + e.getMessage() + hint(command.get(0)), e);
        }
    }

    /** Output to a file, not a pipe: the server inherits it and would keep a pipe open for ever. */
    private static int run(List<String> command, Path output) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static String hint(String output) {
        return output.contains("unshare")
                ? " (root needs user namespaces for it; without them run the program as an ordinary user or set DATABASE_URL)"
                : "";
    }
}
