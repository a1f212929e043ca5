package com.intergalacticteacher.storyteller.grammar;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Makes steps into paragraphs of the right length in all. */
final class Composer {
    private Composer() {}

    /** Leaves out what need not be there and does not fit. */
    static List<Beat> fitted(List<Beat> beats, Level level, Dice dice) {
        int spared = dice.below(level.longest - level.shortest);
        int room = level.longest
                - beats.stream().filter(Beat::needed).mapToInt(Beat::words).sum();
        List<Beat> optional = new ArrayList<>(
                dice.shuffled(beats.stream().filter(beat -> !beat.needed()).toList()));
        optional.sort(Comparator.comparingInt(Beat::rank));
        Set<Beat> kept = new HashSet<>();
        for (Beat beat : optional) {
            int free = beat.rank() == Beat.EXTRA ? room - spared : room;
            if (beat.words() <= free) {
                kept.add(beat);
                room -= beat.words();
            }
        }
        return beats.stream()
                .filter(beat -> beat.needed() || kept.contains(beat))
                .toList();
    }

    static List<String> paragraphs(List<Beat> beats, Slots slots) {
        boolean twoAttempts = beats.stream().anyMatch(beat -> beat.name().equals("try"));
        StringBuilder text = new StringBuilder();
        String last = "";
        for (Beat beat : beats) {
            text.append(text.isEmpty() ? "" : beat.joined() && !parts(last, beat.name()) ? " " : "\n\n")
                    .append(
                            beat.name().equals("half") && !twoAttempts
                                    ? beat.first().text()
                                    : beat.text());
            last = beat.name();
        }
        return List.of(Prose.polish(Names.introduced(text.toString(), slots)).split("\n\n"));
    }

    /** What comes after the end of the matter is a paragraph of its own. */
    private static boolean parts(String last, String next) {
        return last.startsWith("recall") || (last.equals("close") && !next.startsWith("recall"));
    }
}
