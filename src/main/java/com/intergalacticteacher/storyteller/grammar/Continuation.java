package com.intergalacticteacher.storyteller.grammar;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Finds the thread again: where the text told so far stands in the chapter, and how to go on from there. */
final class Continuation {
    /** So many letters of a step tell it from the others. */
    private static final int TELLING = 16;

    private static final List<String> BREAKS = List.of("...\n\n", "\n\n", "\n", "");

    private final Composition composition;
    private final Outline outline;
    private final String whole;

    Continuation(Composition composition) {
        this.composition = composition;
        this.outline = composition.outline();
        this.whole = composition.chapter().text();
    }

    /** @param avoid whether something in the rest as it was to be told was objected to */
    String after(String told, boolean avoid) {
        if (whole.startsWith(told) && !avoid) {
            return whole.substring(told.length());
        }
        return cuts(told).stream()
                .flatMap(cut -> resumed(told, cut).stream())
                .findFirst()
                .orElseGet(() -> otherWay(told));
    }

    /** The rest of the way that was taken at that place, if it was this one: it is worked out only if it begins so. */
    private Optional<String> resumed(String told, int cut) {
        String kept = told.substring(0, cut);
        String since = told.substring(cut);
        String start = start(kept);
        if (!since.startsWith(start) && !start.startsWith(since)) {
            return Optional.empty();
        }
        String way = otherWay(kept);
        return way.startsWith(since) ? Optional.of(way.substring(since.length())) : Optional.empty();
    }

    /** Where another way may have been taken before, last one first: where one is announced, if only by a few letters. */
    private List<Integer> cuts(String told) {
        TreeSet<Integer> cuts = new TreeSet<>();
        for (String line : bridges()) {
            for (int at = told.indexOf(line); at >= 0; at = told.indexOf(line, at + 1)) {
                int bridge = at;
                BREAKS.forEach(before -> cuts.add(bridge - before.length()));
            }
            for (String before : BREAKS) {
                String start = before + line;
                IntStream.range(1, start.length())
                        .filter(letters -> told.endsWith(start.substring(0, letters)))
                        .forEach(letters -> cuts.add(told.length() - letters));
            }
        }
        return cuts.descendingSet().stream().filter(cut -> cut > 0).toList();
    }

    private List<String> bridges() {
        return outline.repertoire().frames().of("bridge");
    }

    private String start(String kept) {
        return kept.isEmpty() ? "" : lead(kept) + dice(kept).pick(bridges());
    }

    private static String seed(String kept) {
        int end = kept.length();
        while (end > 0 && (kept.charAt(end - 1) == '.' || Character.isWhitespace(kept.charAt(end - 1)))) {
            end--;
        }
        return kept.substring(0, end);
    }

    private Dice dice(String kept) {
        return Dice.of("bridge", outline.streamId(), seed(kept));
    }

    private String otherWay(String kept) {
        List<Beat> beats = Script.write(outline, seed(kept), true, kept).stream()
                .filter(beat -> beat.rank() <= Beat.ATTEMPT)
                .toList();
        List<Beat> open = beats.subList(resumeAt(beats, kept), beats.size()).stream()
                .filter(beat -> !begun(beat, kept))
                .toList();
        List<String> rest = Composer.paragraphs(open.isEmpty() ? List.of(home(kept)) : open, outline.slots());
        return kept.isEmpty()
                ? String.join("\n\n", rest)
                : String.join(
                        "\n\n",
                        Stream.concat(Stream.of(start(kept)), rest.stream()).toList());
    }

    private static String lead(String kept) {
        if (kept.endsWith("\n\n")) {
            return "";
        }
        if (kept.endsWith("\n")) {
            return "\n";
        }
        String end = kept.stripTrailing();
        String said = end.endsWith("”") ? end.substring(0, end.length() - 1) : end;
        boolean ended = said.endsWith(".") || said.endsWith("!") || said.endsWith("?");
        return ended && kept.length() - end.length() <= 1 ? "\n\n" : "...\n\n";
    }

    /** The first step whose words are not told yet, as far as that can be known. */
    private int resumeAt(List<Beat> beats, String kept) {
        if (kept.isEmpty()) {
            return 0;
        }
        int told = 0;
        for (Beat beat : composition.script()) {
            if (beat.rank() <= Beat.ATTEMPT && begun(beat, kept)) {
                told = Math.max(told, place(beats, beat.name()) + 1);
            }
        }
        int close = place(beats, "close");
        return told == 0 ? close : Math.min(told, Math.max(close, 0) + 1);
    }

    private boolean begun(Beat beat, String kept) {
        String said = Prose.polish(Names.plain(beat.text(), outline.slots()));
        return kept.contains(said.substring(0, Math.min(TELLING, said.length())))
                || Prose.sentences(said).stream().anyMatch(kept::contains);
    }

    /** A last word, where all the steps were told. */
    private Beat home(String kept) {
        String level = Level.of(outline.brief().child().readingLevel()).key;
        Dice dice = Dice.of("home", outline.streamId(), seed(kept));
        List<String> lines = outline.repertoire().frames().of("home." + level);
        return new Beat("home", Beat.NEEDED, false, Template.say(dice.pick(lines), outline.slots()::get, dice));
    }

    private static int place(List<Beat> beats, String name) {
        return IntStream.range(0, beats.size())
                .filter(i -> beats.get(i).name().equals(name))
                .max()
                .orElse(-1);
    }
}
