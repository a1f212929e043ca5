package com.intergalacticteacher.storyteller.grammar;

import com.intergalacticteacher.event.Brief;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes out the steps of an outline, in order. */
final class Script {
    private static final int LONGEST_CHOICE = 160;

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
        script.middle();
        script.end();
        return script.beats;
    }

    private void beginning() {
        slots.put("party", slots.get(plain ? "plainparty" : "event"));
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
            frame("love", idea().isPresent() ? Beat.NEEDED : Beat.EXTRA, true);
        });
        theme();
    }

    private void wayIn() {
        Brief brief = outline.brief();
        Optional<Way> way = outline.way().filter(taken -> goes(taken));
        if (way.isPresent()) {
            add(
                    "next",
                    Beat.NEEDED,
                    false,
                    outline.repertoire().leads().of(way.get().lead() + ".next." + level));
        } else if (brief.choice() != null && brief.idea() == null && !plain) {
            slots.put("choice", Wording.unmarked(Wording.quotation(brief.choice(), LONGEST_CHOICE)));
            frame("took", Beat.NEEDED, false);
        } else {
            frame("onward", Beat.NEEDED, false);
        }
    }

    private boolean goes(Way way) {
        return way.wish() != null ? !plain : slots.has("keep") || way.keepless();
    }

    private void meet() {
        String quirk = outline.repertoire()
                .quirks()
                .of(slots.get("quirk") + "." + level)
                .get(0);
        slots.put("habit", Template.say(quirk, slots::get, dice))
                .put("nature", slots.get(level.equals("b") ? "trait.b" : "trait"));
        frame("meet", Beat.NEEDED, false);
    }

    private void theme() {
        if (plain || !slots.has("theme")) {
            return;
        }
        boolean first = outline.memory().isEmpty();
        int rank = idea().isPresent() ? Beat.WISHED : Beat.NEEDED;
        frame(first ? "card" : "still", first ? rank : Beat.PAYOFF, !first);
    }

    private void middle() {
        plot("trouble", Beat.NEEDED);
        idea().ifPresent(this::comeTrue);
        plot("try", outline.rank("try"));
        slots.put("fact", outline.fact().substring(0, outline.fact().indexOf(" = ")));
        frame("fact", Beat.EXTRA, false);
        plot("half", outline.rank("half"));
        frame("low", Beat.EXTRA, true);
        spark();
        plot("turn", Beat.NEEDED);
        plot("solve", Beat.NEEDED);
        add("pay", Beat.PAYOFF, false, outline.repertoire().quirks().of(slots.get("quirk") + ".pay." + level));
    }

    private void comeTrue(Idea idea) {
        idea.fill(slots, Level.of(outline.brief().child().readingLevel()).quotation);
        frame("idea", Beat.NEEDED, false);
        frame("true-" + idea.kind(), Beat.WISHED, true);
    }

    /** What brings on the thought that helps: the idea that came true, else something the child loves. */
    private void spark() {
        Optional<String> interest = interest();
        interest.ifPresent(loved -> slots.put("interest", loved));
        String spark = idea().map(idea -> "spark-" + idea.kind()).orElse(interest.isPresent() ? "spark" : "sparkplain");
        frame(spark, Beat.NEEDED, false);
    }

    private void end() {
        frame("close", Beat.NEEDED, false);
        idea().ifPresent(idea -> frame("recall-" + idea.kind(), Beat.NEEDED, true));
        frame("soon", Beat.EXTRA, false);
        List<String> leads = plain ? outline.plainLeads() : outline.leads();
        for (String lead : leads) {
            boolean spare = level.equals("b") && !lead.equals(leads.get(0));
            List<String> lines = outline.repertoire().leads().of(lead + ".sign." + level);
            add("sign", spare ? Beat.WISHED : Beat.NEEDED, true, lines);
        }
        frame("ask", Beat.EXTRA, true);
    }

    private Optional<Idea> idea() {
        return plain ? Optional.empty() : outline.idea();
    }

    private Optional<String> interest() {
        List<String> loved = Wording.interests(outline.brief().child().interests(), slots.get("hero"));
        return plain || loved.isEmpty() ? Optional.empty() : Optional.of(dice.pick(loved));
    }

    private void plot(String name, int rank) {
        add(name, rank, false, outline.repertoire().plot(outline.plot()).of(name + "." + level));
    }

    private void frame(String name, int rank, boolean joined) {
        add(name, rank, joined, outline.repertoire().frames().of(name + "." + level));
    }

    private void theme(String name, int rank, boolean joined) {
        add(name, rank, joined, outline.theme().of(name + "." + level));
    }

    private void add(String name, int rank, boolean joined, List<String> lines) {
        String text = voice.say(lines);
        if (rank < Beat.PAYOFF || !voice.echoed()) {
            beats.add(new Beat(name, rank, joined, text));
        }
    }
}
