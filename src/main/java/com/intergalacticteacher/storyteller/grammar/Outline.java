package com.intergalacticteacher.storyteller.grammar;

import com.intergalacticteacher.event.Brief;
import com.intergalacticteacher.event.Choice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a chapter is about, before a word of it is said: the plot, the cast, the way in and the ways out.
 *
 * @param plainLeads the ways out that have nothing to do with what the family typed
 */
record Outline(
        Repertoire repertoire,
        Brief brief,
        Memory memory,
        long streamId,
        Pool theme,
        String plot,
        Slots slots,
        Optional<Way> way,
        Optional<Idea> idea,
        List<String> leads,
        List<String> plainLeads,
        String fact) {

    private static final int TAKES = 30;

    static Outline of(Repertoire repertoire, long streamId, Brief brief) {
        Memory memory = Memory.of(repertoire, brief);
        Dice dice = Dice.of(streamId, brief.child().name(), brief.theme(), brief.chapterNumber());
        Optional<Way> way = brief.idea() == null ? repertoire.way(brief.choice()) : Optional.empty();
        Optional<Idea> idea = Optional.ofNullable(brief.idea())
                .filter(typed -> !Wording.clean(typed).isEmpty())
                .map(typed -> Idea.of(typed, brief.child().name()));
        Pool theme = repertoire.theme(brief.theme());
        Slots slots = Casting.cast(repertoire, theme, brief, memory, way, dice);
        String plot = dice.pick(untold(repertoire, memory, wordy(repertoire, brief)));
        slots.put("insight", repertoire.plot(plot).of("insight").get(0));
        String fact = dice.pick(theme.of("fact"));
        List<String> plain =
                plainLeads(repertoire, brief, way.map(Way::lead).orElse(""), roomy(repertoire, brief, plot), dice);
        return new Outline(
                repertoire,
                brief,
                memory,
                streamId,
                theme,
                plot,
                slots,
                way,
                idea,
                leads(repertoire, brief, idea, way, plain),
                plain,
                fact);
    }

    /** Whether what the family typed takes up so much room that the plot has to be a short one. */
    private static boolean wordy(Repertoire repertoire, Brief brief) {
        return brief.idea() != null || (brief.previous().isEmpty() && !repertoire.offers(brief.theme()));
    }

    private static boolean roomy(Repertoire repertoire, Brief brief, String plot) {
        return !wordy(repertoire, brief) && !repertoire.plot(plot).has("must");
    }

    private static List<String> untold(Repertoire repertoire, Memory memory, boolean brief) {
        List<String> all = repertoire.plots().keySet().stream()
                .filter(plot -> !brief || !repertoire.plot(plot).has("must"))
                .toList();
        List<String> untold = all.stream()
                .filter(plot -> !memory.text()
                        .contains(repertoire.plot(plot).of("insight").get(0)))
                .toList();
        return untold.isEmpty() ? all : untold;
    }

    /** One that leads to a place, one to somebody, one from the keepsake: different ways, not three alike. */
    private static List<String> plainLeads(Repertoire repertoire, Brief brief, String taken, boolean roomy, Dice dice) {
        List<String> some = new ArrayList<>();
        for (String kind : List.of("place", "person", "thing")) {
            some.add(dice.pick(repertoire.leads(kind).stream()
                    .filter(lead -> !lead.equals(taken))
                    .toList()));
        }
        int most = Level.of(brief.child().readingLevel()).choices;
        int count = roomy ? Math.min(most, 2 + dice.below(3)) : 2;
        while (some.size() > count) {
            some.remove(dice.below(some.size()));
        }
        return List.copyOf(some);
    }

    /** With one of what the family typed, if anything, in place of the last. */
    private static List<String> leads(
            Repertoire repertoire, Brief brief, Optional<Idea> idea, Optional<Way> way, List<String> plain) {
        Optional<String> typed = idea.map(wish -> "wish-" + wish.kind())
                .or(() -> repertoire.offers(brief.theme()) ? Optional.empty() : Optional.of("theme"))
                .filter(lead -> way.stream().noneMatch(taken -> taken.lead().equals(lead)));
        return typed.map(lead -> Stream.concat(plain.stream().limit(plain.size() - 1), Stream.of(lead))
                        .toList())
                .orElse(plain);
    }

    /** How gladly that attempt is left out: a plot keeps one of its two, and may hang on it. */
    int rank(String attempt) {
        Pool pool = repertoire.plot(plot);
        boolean must = pool.has("must") && pool.of("must").contains(attempt);
        return must ? Beat.NEEDED : pool.of("attempts").get(0).equals(attempt) ? Beat.ATTEMPT : Beat.EXTRA;
    }

    /** The steps as they are told, in words few enough for the reader if there is a way. */
    List<Beat> script() {
        int longest = Level.of(brief.child().readingLevel()).longest;
        List<Beat> shortest = List.of();
        int fewest = Integer.MAX_VALUE;
        for (int take = 0; take < TAKES && fewest > longest; take++) {
            List<Beat> beats = Script.write(this, "take " + take, false, memory.text());
            int words =
                    beats.stream().filter(Beat::needed).mapToInt(Beat::words).sum();
            if (words < fewest) {
                shortest = beats;
                fewest = words;
            }
        }
        return shortest;
    }

    String title() {
        if (brief.title() != null && !brief.title().isBlank()) {
            return brief.title();
        }
        Dice dice = Dice.of("title", streamId, brief.child().name());
        boolean own = !repertoire.offers(brief.theme());
        List<String> titles = own
                ? repertoire.frames().of("customtitle")
                : repertoire.plot(plot).of("title");
        return Slots.capital(Template.say(dice.pick(titles), slots::get, dice).replace('\'', '’'));
    }

    String question() {
        Dice dice = Dice.of("question", streamId);
        return Template.say(dice.pick(repertoire.frames().of("question")), slots::get, dice);
    }

    List<Choice> choices(List<String> offered) {
        List<Choice> choices = new ArrayList<>();
        for (String lead : offered) {
            String text = repertoire.leads().of(lead + ".choice").get(0);
            choices.add(new Choice(
                    choices.size() + 1,
                    Template.say(text, slots::get, Dice.of(lead)).replace('\'', '’')));
        }
        return choices;
    }

    /** @param factTold whether the true fact made it into the chapter */
    List<String> educationalElements(boolean factTold) {
        TreeSet<String> learned = new TreeSet<>(repertoire.plot(plot).of("learn"));
        if (factTold) {
            learned.add(fact.substring(fact.indexOf(" = ") + 3));
        }
        return List.copyOf(learned);
    }
}
