package com.intergalacticteacher.event;

import java.util.Locale;

/** Constants as they are written outside of Java, in small letters: in the database, the contract and the metrics. */
public final class Words {
    private Words() {}

    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** Throws an {@link IllegalArgumentException} if {@code type} has no such constant. */
    public static <E extends Enum<E>> E parse(Class<E> type, String word) {
        return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
    }
}
