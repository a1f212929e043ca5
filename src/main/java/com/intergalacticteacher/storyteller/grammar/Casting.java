package com.intergalacticteacher.storyteller.grammar;

import com.intergalacticteacher.event.Brief;
import java.util.List;
import java.util.Optional;

/** Decides who and what is in a chapter: what the story already has stays, what it needs is new. */
final class Casting {
    private static final List<String> LASTING = List.of("way", "crowd");
    private static final List<String> FRESH = List.of("stuff", "party", "treat", "hide", "machine", "baby", "weather");
    /** They stand for the name, which is written out with its kind where it is said first. */
    static final String PAL = "\uE000";

    static final String OTHER = "\uE001";

    private static final int LONGEST_EVENT = 4;

    private final Repertoire repertoire;
    private final Brief brief;
    private final Memory memory;
    private final Dice dice;
    private final Pool theme;
    private final Slots slots = new Slots();

    private Casting(Repertoire repertoire, Pool theme, Brief brief, Memory memory, Dice dice) {
        this.repertoire = repertoire;
        this.brief = brief;
        this.memory = memory;
        this.dice = dice;
        this.theme = theme;
    }

    static Slots cast(Repertoire repertoire, Pool theme, Brief brief, Memory memory, Optional<Way> way, Dice dice) {
        Casting casting = new Casting(repertoire, theme, brief, memory, dice);
        casting.slots.put("hero", brief.child().name());
        casting.companion();
        casting.others(way);
        casting.setting(way);
        casting.things();
        casting.wishes(way);
        return casting.slots;
    }

    private void companion() {
        Optional<String> known = memory.pal();
        String name = known.orElseGet(() -> unused(repertoire.palNames()));
        String kind = known.isPresent() ? memory.kind(name).orElse("friend") : dice.pick(theme.of("pal"));
        boolean she = repertoire.cast().of("pal.she").contains(name);
        boolean he = repertoire.cast().of("pal.he").contains(name);
        slots.put("palname", name).put("pal", PAL).put("kind", kind);
        pronouns("p", she, he);
        if (known.isEmpty()) {
            slots.put("new", "");
        }
        Dice nature = Dice.of(brief.child().name(), name);
        slots.put("quirk", nature.pick(repertoire.quirks().named(".pay.b")));
        slots.put("trait", nature.pick(repertoire.cast().of("trait")))
                .put("trait.b", nature.pick(repertoire.cast().of("trait.b")));
    }

    private void pronouns(String whose, boolean she, boolean he) {
        slots.put(whose + "he", she ? "she" : he ? "he" : "they")
                .put(whose + "his", she ? "her" : he ? "his" : "their")
                .put(whose + "him", she ? "her" : he ? "him" : "them");
    }

    private void others(Optional<Way> way) {
        way.flatMap(taken -> Optional.ofNullable(taken.person())).ifPresent(this::guide);
        String name = unused(repertoire.otherNames());
        String kind = unmentioned(theme.of("other"));
        slots.put("other", OTHER).put("othername", name).put("otherkind", kind);
        pronouns("o", repertoire.cast().of("other.she").contains(name), true);
        String next = unused(repertoire.otherNames().stream()
                .filter(other -> !other.equals(name))
                .toList());
        String nextKind = unmentioned(
                theme.of("other").stream().filter(other -> !other.equals(kind)).toList());
        slots.put("other2", next + " the " + nextKind);
    }

    /** Whoever the choice led to sends them on, and has no part in what comes then. */
    private void guide(String person) {
        slots.put("guide", person);
        boolean she = repertoire.cast().of("other.she").stream().anyMatch(name -> person.startsWith(name + " the "));
        pronouns("g", she, repertoire.otherNames().stream().anyMatch(name -> person.startsWith(name + " the ")));
    }

    private void setting(Optional<Way> way) {
        String place = way.flatMap(taken -> Optional.ofNullable(taken.place()))
                .orElseGet(() -> unmentioned(theme.of("place")));
        slots.put("place", place)
                .put(
                        "place2",
                        unmentioned(theme.of("place").stream()
                                .filter(other -> !other.equals(place))
                                .toList()));
    }

    private void things() {
        LASTING.forEach(noun -> slots.put(
                noun,
                theme.of(noun).stream()
                        .filter(memory::mentions)
                        .findFirst()
                        .orElseGet(() -> dice.pick(theme.of(noun)))));
        FRESH.forEach(noun -> slots.put(noun, unmentioned(theme.of(noun))));
        slots.put("pipe", dice.pick(repertoire.cast().of("pipe")))
                .put("chime", dice.pick(repertoire.cast().of("chime")));
        Optional<String> keep = memory.lastMentioned("thing");
        keep.ifPresent(kept -> slots.put("keep", "the " + Slots.core(kept)));
        List<String> things = dice.shuffled(theme.of("thing").stream()
                .filter(thing -> !memory.mentions(thing))
                .toList());
        List<String> enough = things.size() > 1 ? things : dice.shuffled(theme.of("thing"));
        slots.put("thing", enough.get(0)).put("gift", enough.get(1));
    }

    /** A theme of the family's own gives its name to the day's great event. */
    private void wishes(Optional<Way> way) {
        way.flatMap(taken -> Optional.ofNullable(taken.wish())).ifPresent(wish -> slots.put("before", wish));
        slots.put("plainparty", slots.get("party")).put("event", slots.get("party"));
        if (repertoire.offers(brief.theme())) {
            return;
        }
        String own = Wording.theme(brief.theme());
        slots.put("theme", own).put("themetitle", Wording.themeTitle(own));
        String title = Slots.core(Wording.themeTitle(own));
        if (Prose.words(title) <= LONGEST_EVENT) {
            slots.put(
                    "event",
                    unmentioned(repertoire.cast().of("event").stream()
                            .map(event -> "the " + title + " " + event)
                            .toList()));
        }
    }

    /** One the story has not had yet, if there is one left. */
    private String unmentioned(List<String> nouns) {
        List<String> fresh =
                nouns.stream().filter(noun -> !memory.mentions(noun)).toList();
        return dice.pick(fresh.isEmpty() ? nouns : fresh);
    }

    /** A name nobody has: not in the story, and not in what the family typed. */
    private String unused(List<String> names) {
        String typed = brief.child() + " " + brief.theme() + " " + brief.title() + " " + brief.idea();
        return unmentioned(names.stream().filter(name -> !typed.contains(name)).toList());
    }
}
