package com.intergalacticteacher.database;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where the embedded server has a socket in the file system, too: it costs less than the loopback. */
record SocketFolder(Path path) {
    /** What the 104 bytes that a system may have for a socket's path leave, and needs no quotes as an option. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9/._-]{1,85}");

    /** Empty where the folder's own path is too long or odd. */
    static Optional<SocketFolder> of(Path folder) {
        return Optional.of(folder)
                .filter(path -> PLAIN.matcher(path.toString()).matches())
                .map(SocketFolder::new);
    }

    /** Takes away what servers left that were killed: a socket's name has the port, which is another one every time. */
    void clear() throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(path, ".s.PGSQL.*")) {
            for (Path socket : left) {
                Files.delete(socket);
            }
        }
    }

    /** Settings of a server: only this system's user may open the socket. */
    Map<String, String> settings() {
        return Map.of("unix_socket_directories", path.toString(), "unix_socket_permissions", "0700");
    }
}
