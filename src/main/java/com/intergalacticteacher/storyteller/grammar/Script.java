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
            frame("open", true, false);
        } else {
            wayIn();
        }
        theme("sight", false, true);
        if (slots.has("new")) {
            meet();
        }
        if (!outline.memory().isEmpty()) {
            frame(slots.has("keep") ? "again" : "alone", !slots.has("new"), false);
        }
        interest().ifPresent(interest -> {
            slots.put("interest", interest);
            frame("love", false, true);
        });
    }

    private void wayIn() {
        Brief brief = outline.brief();
        if (outline.way().isPresent()
                && (slots.has("keep") || outline.way().get().keepless(outline.library()))) {
            String lead = outline.way().get().lead();
            add("next", true, false, outline.library().leads().of(lead + ".next." + level));
        } else if (brief.choice() != null && brief.idea() == null && !plain) {
            slots.put("choice", Wording.idea(brief.choice()).replaceAll("[.!?]+$", ""));
            frame("took", true, false);
        } else {
            frame("onward", true, false);
        }
    }

    private void meet() {
        String quirk =
                outline.library().quirks().of(slots.get("quirk") + "." + level).get(0);
        slots.put("habit", Phrase.say(quirk, slots::get, dice))
                .put("nature", slots.get(level.equals("b") ? "trait.b" : "trait"));
        frame("meet", true, false);
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
                    true,
                    !outline.memory().isEmpty());
            if (found.isEmpty() && outline.memory().isEmpty() && theme.matches("(a|an|the) .*")) {
                slots.put("found", theme);
                frame("found", true, true);
            }
        }
        if (brief.idea() != null) {
            slots.put("idea", Wording.idea(brief.idea()));
            frame("idea", true, false);
            found.ifPresent(thing -> {
                slots.put("found", thing);
                frame("found", true, true);
            });
        }
    }

    private void middle() {
        plot("trouble");
        plot("try");
        slots.put("fact", outline.fact().substring(0, outline.fact().indexOf(" = ")));
        frame("fact", false, false);
        plot("half");
        frame("low", false, true);
        Optional<String> interest = interest();
        interest.ifPresent(loved -> slots.put("interest", loved));
        frame(interest.isPresent() ? "spark" : "sparkplain", true, false);
        plot("turn");
        plot("solve");
        add("pay", false, false, outline.library().quirks().of(slots.get("quirk") + ".pay." + level));
    }

    private void end() {
        frame("close", true, false);
        frame("soon", true, false);
        outline.leads()
                .forEach(lead ->
                        add("sign", true, true, outline.library().leads().of(lead + ".sign." + level)));
        frame("ask", true, true);
    }

    private Optional<String> interest() {
        List<String> loved = Wording.interests(outline.brief().child().interests(), slots.get("hero"));
        return plain || loved.isEmpty() ? Optional.empty() : Optional.of(dice.pick(loved));
    }

    private void plot(String name) {
        add(name, true, false, outline.library().plot(outline.plot()).of(name + "." + level));
    }

    private void frame(String name, boolean needed, boolean joined) {
        add(name, needed, joined, outline.library().frames().of(name + "." + level));
    }

    private void theme(String name, boolean needed, boolean joined) {
        Pool theme = outline.library().theme(outline.brief().theme());
        add(name, needed, joined, theme.of(name + "." + level));
    }

    private void add(String name, boolean needed, boolean joined, List<String> lines) {
        beats.add(new Beat(name, needed, joined, voice.say(lines)));
    }
}
