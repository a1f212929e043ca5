package com.intergalacticteacher.storyteller.grammar;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Finds the thread again: where the text told so far stands in the chapter, and how to go on from there. */
final class Continuation {
    private static final int LOOK_BACK = 8;
    /** So many letters of a step tell it from the others. */
    private static final int TELLING = 16;

    private final Outline outline;
    private final String whole;

    Continuation(Outline outline, String whole) {
        this.outline = outline;
        this.whole = whole;
    }

    /** @param avoid whether something in the rest as it was to be told was objected to */
    String after(String told, boolean avoid) {
        if (whole.startsWith(told) && !avoid) {
            return whole.substring(told.length());
        }
        return cuts(told)
                .mapToObj(cut -> told.substring(0, cut) + otherWay(told.substring(0, cut)))
                .filter(text -> text.startsWith(told))
                .findFirst()
                .map(text -> text.substring(told.length()))
                .orElseGet(() -> otherWay(told));
    }

    /** Where another way may have been taken before: the same one is gone on, however far it was told. */
    private IntStream cuts(String told) {
        int common = common(told);
        IntStream near = IntStream.iterate(
                Math.min(common, told.length() - 1), at -> at >= Math.max(0, common - LOOK_BACK), at -> at - 1);
        OptionalInt bridge = outline.library().frames().of("bridge").stream()
                .mapToInt(line -> told.lastIndexOf(line))
                .filter(at -> at > 1)
                .max();
        IntStream marked = bridge.isPresent()
                ? IntStream.of(5, 2, 1, 0).map(back -> bridge.getAsInt() - back).filter(at -> at > 0)
                : IntStream.empty();
        return IntStream.concat(marked, near);
    }

    private int common(String told) {
        int at = 0;
        while (at < told.length() && at < whole.length() && told.charAt(at) == whole.charAt(at)) {
            at++;
        }
        return at;
    }

    private String otherWay(String kept) {
        String seed = kept.replaceAll("[\\s.]+$", "");
        Dice dice = Dice.of("bridge", outline.streamId(), seed);
        List<Beat> beats = Script.write(outline, seed, true, kept).stream()
                .filter(beat -> beat.rank() <= Beat.ATTEMPT)
                .toList();
        int from = resumeAt(beats, kept);
        List<String> rest = new ArrayList<>();
        if (!kept.isEmpty()) {
            rest.add(dice.pick(outline.library().frames().of("bridge")));
        }
        List<Beat> open = beats.subList(from, beats.size()).stream()
                .filter(beat -> !begun(beat, kept))
                .toList();
        rest.addAll(Composer.paragraphs(open.isEmpty() ? List.of(home(dice)) : open, outline.slots()));
        return lead(kept) + String.join("\n\n", rest);
    }

    private static String lead(String kept) {
        if (kept.isEmpty() || kept.endsWith("\n\n")) {
            return "";
        }
        if (kept.endsWith("\n")) {
            return "\n";
        }
        return kept.matches("(?s).*[.!?]”?\\s?") ? "\n\n" : "...\n\n";
    }

    /** The first step whose words are not told yet, as far as that can be known. */
    private int resumeAt(List<Beat> beats, String kept) {
        if (kept.isEmpty()) {
            return 0;
        }
        List<Beat> original = outline.script().stream()
                .filter(beat -> beat.rank() <= Beat.ATTEMPT)
                .toList();
        int told = 0;
        for (Beat beat : original) {
            told = begun(beat, kept) ? Math.max(told, place(beats, beat.name()) + 1) : told;
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
    private Beat home(Dice dice) {
        String level = Level.of(outline.brief().child().readingLevel()).key;
        List<String> lines = outline.library().frames().of("home." + level);
        return new Beat("home", Beat.NEEDED, false, Phrase.say(dice.pick(lines), outline.slots()::get, dice));
    }

    private static int place(List<Beat> beats, String name) {
        return IntStream.range(0, beats.size())
                .filter(i -> beats.get(i).name().equals(name))
                .boxed()
                .max(Comparator.naturalOrder())
                .orElse(-1);
    }
}
