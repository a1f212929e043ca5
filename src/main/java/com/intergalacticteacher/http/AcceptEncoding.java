package com.intergalacticteacher.http;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a header {@code Accept-Encoding} lists by its name and does not refuse.
 *
 * @param codings in lower case
 */
public record AcceptEncoding(Set<String> codings) {
    public AcceptEncoding {
        codings = Set.copyOf(codings);
    }

    public static AcceptEncoding of(@Nullable String header) {
        return new AcceptEncoding(
                header == null
                        ? Set.of()
                        : Arrays.stream(header.toLowerCase(Locale.ROOT).split(",", -1))
                                .flatMap(AcceptEncoding::accepted)
                                .collect(Collectors.toSet()));
    }

    private static Stream<String> accepted(String item) {
        String[] parts = item.replace(" ", "").split(";", 2);
        boolean isRefused = parts.length > 1 && parts[1].matches("q=0(\\.0*)?");
        return isRefused ? Stream.empty() : Stream.of(parts[0]);
    }

    /** Whether {@code coding}, in lower case, may be sent. */
    public boolean takes(String coding) {
        return codings.contains(coding);
    }
}
