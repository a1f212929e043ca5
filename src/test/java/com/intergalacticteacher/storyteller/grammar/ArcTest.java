package com.intergalacticteacher.storyteller.grammar;

import static com.intergalacticteacher.storyteller.grammar.Shelf.GRAMMAR;
import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.event.Brief;
import com.intergalacticteacher.event.Choice;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArcTest {
    private static final Repertoire REPERTOIRE = Repertoire.load();

    @Test
    void nextChapter_choiceTaken_startsFromIt() {
        for (int seed = 1; seed <= 40; seed++) {
            Brief brief = Shelf.brief(seed, seed % 2 == 0 ? 6 : 12);
            Chapter first = GRAMMAR.chapter(seed, brief);
            for (Choice choice : first.choices()) {
                Chapter second = GRAMMAR.chapter(seed + 7000, Shelf.next(brief, first, choice.id() - 1));
                String start = second.paragraphs().get(0);
                assertThat(named(choice.text()))
                        .as("%s\n%s", choice.text(), start)
                        .anyMatch(start::contains);
            }
        }
    }

    /** The place or person a choice ends in or speaks of, and the thing it is about. */
    private static List<String> named(String choice) {
        return List.of(
                choice.replaceFirst("^.* (to|at) (the [A-Z].*|[A-Z].*)$", "$2"),
                choice.replaceFirst(
                        "^(?:Ask|Help|See what|Be the brave helper) (.*? the .*?) (?:about|read|has|is looking).*$",
                        "$1"),
                choice.replaceFirst(
                        "^(?:Find out why|Let|Read the tiny letters on|Find out the secret of|Try|Find out who thought of) (.*?)"
                                + "( is humming| show the way| one more time)?$",
                        "$1"),
                choice.replaceFirst("^Find out what comes after “(.*)”$", "$1"));
    }

    @Test
    void nextChapter_differentChoices_goDifferentWays() {
        for (int seed = 1; seed <= 20; seed++) {
            Brief brief = Shelf.brief(seed, 9);
            Chapter first = GRAMMAR.chapter(seed, brief);
            String one = GRAMMAR.chapter(99, Shelf.next(brief, first, 0))
                    .paragraphs()
                    .get(0);
            String other = GRAMMAR.chapter(99, Shelf.next(brief, first, 1))
                    .paragraphs()
                    .get(0);
            assertThat(one).isNotEqualTo(other);
        }
    }

    @Test
    void nextChapters_keepCompanionAndTitle() {
        for (int seed = 1; seed <= 40; seed++) {
            Brief brief = Shelf.brief(seed, 9);
            Outline outline = Outline.of(REPERTOIRE, seed, brief);
            Chapter first = GRAMMAR.chapter(seed, brief);
            Brief second = Shelf.next(brief, first, seed);
            Chapter told = GRAMMAR.chapter(seed + 1, second);
            Chapter third = GRAMMAR.chapter(seed + 2, Shelf.next(second, told, seed));
            String pal = outline.slots().get("palname");
            assertThat(told.text()).contains(pal + " the " + outline.slots().get("kind"));
            assertThat(third.text()).contains(pal);
            assertThat(third.title()).isEqualTo(first.title());
        }
    }

    @Test
    void nextChapter_storyOfAnotherTeller_goesOnWithItsCompanion() {
        Brief brief = Shelf.brief(1, 9);
        Brief.Previous alien = new Brief.Previous(
                1,
                "One day " + brief.child().name()
                        + " met Grumbletop, a troll. And then Grumbletop sang, and so Grumbletop left.",
                null);
        Brief next =
                new Brief(brief.child(), "ocean", "The Troll", 2, "Sing along with the troll", null, List.of(alien));
        assertThat(GRAMMAR.chapter(5, next).text())
                .contains("Sing along with the troll")
                .contains("Grumbletop");
    }
}
