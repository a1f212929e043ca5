package com.intergalacticteacher.database;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/** A secret that is made once and then kept in a file that only its owner may read. */
public final class SecretFile {
    private static final int BYTES = 36;

    private SecretFile() {}

    /**
     * The secret in {@code file}, 48 letters and digits and {@code -_}, made if there is none yet; blocks.
     *
     * @throws DatabaseException if the file can be neither read nor made
     */
    public static String readOrMake(Path file) {
        try {
            if (!Files.exists(file)) {
                make(file);
            }
            return Files.readString(file, US_ASCII).strip();
        } catch (IOException e) {
            throw new DatabaseException("The secret in " + file + " can be neither read nor made: " + e, e);
        }
    }

    /** Complete or not at all: an empty secret would be worse than none. */
    private static void make(Path file) throws IOException {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
        Path fresh = Files.createTempFile(folder, ".secret", ".new"); // rw for the owner alone
        Files.writeString(fresh, Base64.getUrlEncoder().withoutPadding().encodeToString(random), US_ASCII);
        Files.move(fresh, file, ATOMIC_MOVE);
    }
}
