package com.intergalacticteacher.moderation;

import com.intergalacticteacher.moderation.Node.Atom;
import com.intergalacticteacher.moderation.Node.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** All phrases of all lists as one tree of {@link Node}s. Complete once constructed; read by many threads after. */
final class Net {
    private static final int MAX_LANGUAGES = 16;

    private final List<Node> nodes = new ArrayList<>();
    private final List<String> languages;
    private final Node atWord = root();
    private final Node anywhere = root();
    private final Node afterWord = root();
    private final Node afterDot = root();
    private final Node afterMark = root();

    Net(List<Phrase> phrases) {
        Set<String> named = new TreeSet<>();
        for (Phrase phrase : phrases) {
            named.addAll(phrase.ordinaryIn());
        }
        if (named.size() >= MAX_LANGUAGES) {
            throw new IllegalArgumentException("languages: " + named + " (expected: fewer than " + MAX_LANGUAGES + ")");
        }
        languages = List.copyOf(named);
        for (Phrase phrase : phrases) {
            add(phrase);
        }
    }

    Node node(Atom atom) {
        Node node = new Node(nodes.size(), atom);
        nodes.add(node);
        return node;
    }

    Node node(int id) {
        return nodes.get(id);
    }

    /** Where phrases begin that stand at a word's beginning. */
    Node atWord() {
        return atWord;
    }

    /** Where phrases begin that may stand inside a word. */
    Node anywhere() {
        return anywhere;
    }

    /** Where shapes begin that follow a letter or a digit. */
    Node afterWord() {
        return afterWord;
    }

    /** Where shapes begin that follow a dot at a word's end. */
    Node afterDot() {
        return afterDot;
    }

    /** Where shapes begin that follow none of these. */
    Node afterMark() {
        return afterMark;
    }

    /** One bit: the children of a band who read a language. */
    long profile(Band band, String language) {
        return bit(band, languages.indexOf(language));
    }

    /** The bit of a band and a language, -1 for all that no phrase names. */
    private static long bit(Band band, int language) {
        return 1L << (band.place() * MAX_LANGUAGES + language + 1);
    }

    private Node root() {
        return node(new Atom(Kind.ROOT, 0, false, false));
    }

    private void add(Phrase phrase) {
        long profiles = profiles(phrase);
        switch (phrase.kind()) {
            case WORDS -> addWords(phrase, profiles);
            case ALLOWED -> addAllowed(phrase, profiles);
            case SHAPE -> addShape(phrase, profiles);
        }
    }

    private long profiles(Phrase phrase) {
        long profiles = 0;
        for (Band band : Band.values()) {
            if (band.compareTo(phrase.band()) > 0) {
                continue;
            }
            for (int i = -1; i < languages.size(); i++) {
                if (i < 0 || !phrase.ordinaryIn().contains(languages.get(i))) {
                    profiles |= bit(band, i);
                }
            }
        }
        return profiles;
    }

    private void addWords(Phrase phrase, long profiles) {
        String text = phrase.text();
        boolean atOnce = text.endsWith("*");
        Node start = text.startsWith("*") ? anywhere : atWord;
        List<Atom> atoms = new ArrayList<>();
        for (int symbol : symbols(text)) {
            atoms.add(
                    symbol == Symbol.SPACE
                            ? new Atom(Kind.GAP, Symbol.GAPS, true, true)
                            : new Atom(Kind.LETTER, Symbol.disguised(symbol), true, false));
        }
        extend(start, atoms, new Node.Ending(phrase.category(), atOnce, false, profiles));
    }

    private void addAllowed(Phrase phrase, long profiles) {
        List<Atom> atoms = new ArrayList<>();
        for (int symbol : symbols(phrase.text())) {
            atoms.add(
                    symbol == Symbol.SPACE
                            ? new Atom(Kind.LITERAL, Symbol.GAPS, true, false)
                            : new Atom(Kind.LITERAL, Symbol.of(symbol), false, false));
        }
        boolean atOnce = phrase.text().endsWith("*");
        extend(atWord, atoms, new Node.Ending(phrase.category(), atOnce, true, profiles));
    }

    private void addShape(Phrase phrase, long profiles) {
        Shape shape = Shape.parse(phrase.text());
        Node start = switch (shape.after()) {
            case WORD -> afterWord;
            case DOT -> afterDot;
            case MARK -> afterMark;
        };
        extend(start, shape.atoms(), new Node.Ending(phrase.category(), shape.atOnce(), false, profiles));
    }

    private void extend(Node start, List<Atom> atoms, Node.Ending ending) {
        if (atoms.isEmpty()) {
            throw new IllegalArgumentException("phrase of " + ending.category() + ": nothing in it");
        }
        Node node = start;
        node.passedBy(ending.profiles(), ending.allowed());
        for (Atom atom : atoms) {
            node = node.child(atom, this);
            node.passedBy(ending.profiles(), ending.allowed());
        }
        node.end(ending);
    }

    /** The folded letters and digits of a list's line, every run of other characters as one {@link Symbol#SPACE}. */
    static List<Integer> symbols(String text) {
        List<Integer> symbols = new ArrayList<>();
        text.codePoints().forEach(codePoint -> {
            for (int folded = Folding.fold(codePoint); folded != 0; folded >>>= 8) {
                int symbol = folded & 0xFF;
                boolean letter = Symbol.in(Symbol.LATIN | Symbol.DIGITS, symbol);
                int last = symbols.isEmpty() ? Symbol.SPACE : symbols.get(symbols.size() - 1);
                if (letter) {
                    symbols.add(symbol);
                } else if (last != Symbol.SPACE) {
                    symbols.add(Symbol.SPACE);
                }
            }
        });
        int last = symbols.size() - 1;
        if (last >= 0 && symbols.get(last) == Symbol.SPACE) {
            symbols.remove(last);
        }
        return symbols;
    }
}
