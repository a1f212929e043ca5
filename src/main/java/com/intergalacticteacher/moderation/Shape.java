package com.intergalacticteacher.moderation;

import com.intergalacticteacher.moderation.Node.Atom;
import com.intergalacticteacher.moderation.Node.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * A shape as a list writes it: {@code #} a digit, {@code &} a letter or digit, {@code _} at most one of space, dot,
 * hyphen, slash and brackets, a space any gap, {@code +} after something for more of it, {@code \} before a sign
 * meant as itself. {@code w:} in front has it follow a letter or digit, {@code d:} a dot at a word's end; {@code *} at
 * its end lets anything follow.
 *
 * @param after what stands before it and is no part of it
 * @param atOnce whether anything may follow
 */
record Shape(After after, List<Atom> atoms, boolean atOnce) {
    private static final long SEPARATORS = Symbol.of(Symbol.SPACE)
            | Symbol.of(Symbol.DOT)
            | Symbol.of(Symbol.HYPHEN)
            | Symbol.of(Symbol.SLASH)
            | Symbol.of(Symbol.OPEN)
            | Symbol.of(Symbol.CLOSE);

    enum After {
        MARK,
        WORD,
        DOT
    }

    static Shape parse(String text) {
        After after = text.startsWith("w:") ? After.WORD : text.startsWith("d:") ? After.DOT : After.MARK;
        boolean atOnce = text.endsWith("*");
        List<Atom> atoms = new ArrayList<>();
        for (int i = after == After.MARK ? 0 : 2; i < text.length() - (atOnce ? 1 : 0); i++) {
            char c = text.charAt(i);
            if (c == '+' && !atoms.isEmpty()) {
                atoms.set(atoms.size() - 1, repeated(atoms.get(atoms.size() - 1)));
            } else if (c == '\\') {
                atoms.add(literal(text.charAt(++i)));
            } else {
                atoms.add(atom(c));
            }
        }
        return new Shape(after, List.copyOf(atoms), atOnce);
    }

    private static Atom atom(char c) {
        return switch (c) {
            case '#' -> new Atom(Kind.LITERAL, Symbol.DIGITS, false, false);
            case '&' -> new Atom(Kind.LITERAL, Symbol.WORD, false, false);
            case '_' -> new Atom(Kind.LITERAL, SEPARATORS, false, true);
            case ' ' -> new Atom(Kind.LITERAL, Symbol.GAPS, true, false);
            default -> literal(c);
        };
    }

    private static Atom literal(char c) {
        return new Atom(Kind.LITERAL, Symbol.of(Symbol.ascii(c)), false, false);
    }

    private static Atom repeated(Atom atom) {
        return new Atom(atom.kind(), atom.set(), true, atom.optional());
    }
}
