package com.intergalacticteacher.event;

import java.text.Normalizer;

/** What people write. */
public final class Texts {
    private Texts() {}

    /** One way to write each letter, without blanks around. */
    public static String written(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC).strip();
    }
}
