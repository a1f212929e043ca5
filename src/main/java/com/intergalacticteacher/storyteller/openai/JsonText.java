package com.intergalacticteacher.storyteller.openai;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/** The inside of a JSON string, read straight from its UTF-8 bytes. What it will not read, a real parser must. */
final class JsonText {
    private static final char REPLACEMENT = '\uFFFD';

    private JsonText() {}

    /** Where the string that begins at {@code from} ends: at its closing quote, or -1 if that is not to be found. */
    static int end(byte[] in, int from, int limit) {
        for (int i = from; i < limit; i++) {
            byte b = in[i];
            if (b == '"') {
                return i;
            }
            if (b == '\\') {
                i++;
            } else if (b >= 0 && b < ' ') {
                return -1;
            }
        }
        return -1;
    }

    /** Appends the text of {@code in[from, to)}; if it is not proper JSON in UTF-8, appends nothing and says false. */
    static boolean append(byte[] in, int from, int to, StringBuilder out) {
        int before = out.length();
        int run = from;
        for (int i = from; i < to; i++) {
            if (in[i] == '\\') {
                int next = run(in, run, i, out) ? escape(in, i, to, out) : -1;
                if (next < 0) {
                    out.setLength(before);
                    return false;
                }
                run = next;
                i = next - 1;
            }
        }
        if (!run(in, run, to, out)) {
            out.setLength(before);
            return false;
        }
        return true;
    }

    private static boolean run(byte[] in, int from, int to, StringBuilder out) {
        if (from == to) {
            return true;
        }
        for (int i = from; i < to; i++) {
            if (in[i] < 0) {
                String text = new String(in, from, to - from, UTF_8);
                out.append(text);
                return text.indexOf(REPLACEMENT) < 0;
            }
        }
        out.append(new String(in, from, to - from, ISO_8859_1));
        return true;
    }

    /** Where reading goes on after the escape at {@code at}, or -1. */
    private static int escape(byte[] in, int at, int to, StringBuilder out) {
        if (at + 1 >= to) {
            return -1;
        }
        switch (in[at + 1]) {
            case '"', '\\', '/' -> out.append((char) in[at + 1]);
            case 'n' -> out.append('\n');
            case 't' -> out.append('\t');
            case 'r' -> out.append('\r');
            case 'b' -> out.append('\b');
            case 'f' -> out.append('\f');
            case 'u' -> {
                return unicode(in, at + 2, to, out);
            }
            default -> {
                return -1;
            }
        }
        return at + 2;
    }

    private static int unicode(byte[] in, int at, int to, StringBuilder out) {
        if (at + 4 > to) {
            return -1;
        }
        int unit = 0;
        for (int i = at; i < at + 4; i++) {
            int digit = Character.digit(in[i], 16);
            if (digit < 0) {
                return -1;
            }
            unit = (unit << 4) | digit;
        }
        out.append((char) unit);
        return at + 4;
    }
}
