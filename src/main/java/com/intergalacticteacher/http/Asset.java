package com.intergalacticteacher.http;

import io.vertx.core.buffer.Buffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;

/**
 * One file of the page.
 *
 * @param encodings the same file compressed at build, by content encoding; empty where that saves nothing
 * @param isHashed whether its name changes with its content, so that it may be kept for ever
 */
record Asset(Buffer content, Map<String, Buffer> encodings, String type, String etag, boolean isHashed) {
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "ico", "image/x-icon",
            "json", "application/json",
            "webmanifest", "application/manifest+json",
            "woff2", "font/woff2",
            "txt", "text/plain; charset=utf-8");

    static Asset of(String path, byte[] content, Map<String, Buffer> encodings) {
        String extension = path.substring(path.lastIndexOf('.') + 1);
        return new Asset(
                Buffer.buffer(content),
                Map.copyOf(encodings),
                TYPES.getOrDefault(extension, "application/octet-stream"),
                // Weak: it stands for the plain and the compressed bytes alike.
                "W/\"" + hash(content) + '"',
                path.startsWith("/assets/"));
    }

    private static String hash(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(Arrays.copyOf(digest, 12));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
