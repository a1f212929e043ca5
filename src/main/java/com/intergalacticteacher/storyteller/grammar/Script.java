package com.intergalacticteacher.storyteller.grammar;

import com.intergalacticteacher.event.Brief;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes out the steps of an outline, in order. */
final class Script {
    private final Outline outline;
    private final boolean plain;
    private final String level;
    private final Slots slots;
    private final Voice voice;
    private final Dice dice;
    private final List<Beat> beats = new ArrayList<>();

    private Script(Outline outline, String variant, boolean plain, String before) {
        this.outline = outline;
        this.plain = plain;
        this.level = Level.of(outline.brief().child().readingLevel()).key;
        this.slots = outline.slots();
        this.dice = Dice.of("voice", outline.streamId(), outline.brief().child().name(), variant);
        this.voice = new Voice(slots, dice, before);
    }

    /**
     * @param variant another one words the same steps in another way
     * @param plain whether to leave out what the family typed
     * @param before what was told already and is not to be said again
     */
    static List<Beat> write(Outline outline, String variant, boolean plain, String before) {
        Script script = new Script(outline, variant, plain, before);
        script.beginning();
        script.wishes();
        script.middle();
        script.end();
        return script.beats;
    }

    private void beginning() {
        if (outline.memory().isEmpty()) {
            frame("open", Beat.NEEDED, false);
        } else {
            wayIn();
        }
        theme("sight", Beat.EXTRA, true);
        if (slots.has("new")) {
            meet();
        }
        if (!outline.memory().isEmpty()) {
            frame(slots.has("keep") ? "again" : "alone", Beat.EXTRA, false);
        }
        interest().ifPresent(interest -> {
            slots.put("interest", interest);
            frame("love", Beat.EXTRA, true);
        });
    }

    private void wayIn() {
        Brief brief = outline.brief();
        if (outline.way().isPresent()
                && (slots.has("keep") || outline.way().get().keepless(outline.library()))) {
            String lead = outline.way().get().lead();
            add("next", Beat.NEEDED, false, outline.library().leads().of(lead + ".next." + level));
        } else if (brief.choice() != null && brief.idea() == null && !plain) {
            slots.put("choice", Wording.idea(brief.choice()).replaceAll("[.!?]+$", ""));
            frame("took", Beat.NEEDED, false);
        } else {
            frame("onward", Beat.NEEDED, false);
        }
    }

    private void meet() {
        String quirk =
                outline.library().quirks().of(slots.get("quirk") + "." + level).get(0);
        slots.put("habit", Phrase.say(quirk, slots::get, dice))
                .put("nature", slots.get(level.equals("b") ? "trait.b" : "trait"));
        frame("meet", Beat.NEEDED, false);
    }

    private void wishes() {
        if (plain) {
            return;
        }
        Brief brief = outline.brief();
        Optional<String> found = brief.idea() == null ? Optional.empty() : Wording.found(brief.idea());
        if (!outline.library().offers(brief.theme())) {
            String theme = Wording.theme(brief.theme());
            slots.put("theme", theme).put("themetitle", Wording.themeTitle(theme));
            frame(
                    outline.memory().isEmpty() ? "card" : "still",
                    outline.memory().isEmpty() ? Beat.NEEDED : Beat.PAYOFF,
                    !outline.memory().isEmpty());
            if (found.isEmpty() && outline.memory().isEmpty() && theme.matches("(a|an|the) .*")) {
                slots.put("found", theme);
                frame("found", Beat.ATTEMPT, true);
            }
        }
        if (brief.idea() != null) {
            slots.put("idea", Wording.idea(brief.idea()));
            frame("idea", Beat.NEEDED, false);
            found.ifPresent(thing -> {
                slots.put("found", thing);
                frame("found", Beat.ATTEMPT, true);
            });
        }
    }

    private void middle() {
        plot("trouble", Beat.NEEDED);
        plot("try", outline.rank("try"));
        slots.put("fact", outline.fact().substring(0, outline.fact().indexOf(" = ")));
        frame("fact", Beat.EXTRA, false);
        plot("half", outline.rank("half"));
        frame("low", Beat.EXTRA, true);
        Optional<String> interest = interest();
        interest.ifPresent(loved -> slots.put("interest", loved));
        frame(interest.isPresent() ? "spark" : "sparkplain", Beat.NEEDED, false);
        plot("turn", Beat.NEEDED);
        plot("solve", Beat.NEEDED);
        add("pay", Beat.PAYOFF, false, outline.library().quirks().of(slots.get("quirk") + ".pay." + level));
    }

    private void end() {
        frame("close", Beat.NEEDED, false);
        frame("soon", Beat.EXTRA, false);
        outline.leads()
                .forEach(lead ->
                        add("sign", Beat.NEEDED, true, outline.library().leads().of(lead + ".sign." + level)));
        frame("ask", Beat.EXTRA, true);
    }

    private Optional<String> interest() {
        List<String> loved = Wording.interests(outline.brief().child().interests(), slots.get("hero"));
        return plain || loved.isEmpty() ? Optional.empty() : Optional.of(dice.pick(loved));
    }

    private void plot(String name, int rank) {
        add(name, rank, false, outline.library().plot(outline.plot()).of(name + "." + level));
    }

    private void frame(String name, int rank, boolean joined) {
        add(name, rank, joined, outline.library().frames().of(name + "." + level));
    }

    private void theme(String name, int rank, boolean joined) {
        Pool theme = outline.library().theme(outline.brief().theme());
        add(name, rank, joined, theme.of(name + "." + level));
    }

    private void add(String name, int rank, boolean joined, List<String> lines) {
        String text = voice.say(lines);
        if (rank < Beat.PAYOFF || !voice.echoed()) {
            beats.add(new Beat(name, rank, joined, text));
        }
    }
}
