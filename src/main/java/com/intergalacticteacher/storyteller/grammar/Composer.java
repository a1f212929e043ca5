package com.intergalacticteacher.storyteller.grammar;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Makes steps into paragraphs of the right length in all. */
final class Composer {
    private Composer() {}

    /** Leaves out what need not be there and does not fit. */
    static List<Beat> fitted(List<Beat> beats, Level level, Dice dice) {
        int room = level.shortest
                + dice.below(level.longest - level.shortest)
                - beats.stream().filter(Beat::needed).mapToInt(Composer::words).sum();
        List<Beat> optional = new ArrayList<>(
                dice.shuffled(beats.stream().filter(beat -> !beat.needed()).toList()));
        optional.sort((one, other) ->
                Boolean.compare(other.name().equals("pay"), one.name().equals("pay")));
        Set<Beat> kept = new HashSet<>();
        for (Beat beat : optional) {
            if (words(beat) <= room) {
                kept.add(beat);
                room -= words(beat);
            }
        }
        return beats.stream()
                .filter(beat -> beat.needed() || kept.contains(beat))
                .toList();
    }

    private static int words(Beat beat) {
        return Prose.words(beat.text());
    }

    static List<String> paragraphs(List<Beat> beats, Slots slots) {
        StringBuilder text = new StringBuilder();
        for (Beat beat : beats) {
            text.append(text.isEmpty() ? "" : beat.joined() ? " " : "\n\n").append(beat.text());
        }
        return List.of(Prose.polish(Names.introduced(text.toString(), slots)).split("\n\n"));
    }
}
