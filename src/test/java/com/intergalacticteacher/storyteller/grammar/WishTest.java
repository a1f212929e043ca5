package com.intergalacticteacher.storyteller.grammar;

import static com.intergalacticteacher.storyteller.grammar.Shelf.AGES;
import static com.intergalacticteacher.storyteller.grammar.Shelf.GRAMMAR;
import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.event.Brief;
import com.intergalacticteacher.event.Choice;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WishTest {

    private static Brief brief(int seed, int age, String theme, String idea) {
        return new Brief(Shelf.brief(seed, age).child(), theme, null, 1, null, idea, List.of());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    we find a dragon egg                    | thing  | the dragon egg
                    We found a dragon egg under my bed!     | thing  | the dragon egg
                    a talking pizza                         | thing  | the talking pizza
                    A dragon who loves tea                  | saying | A dragon who loves tea!
                    there is a castle of candy              | thing  | the castle of candy
                    a dog eats homework                     | saying | A dog eats homework!
                    we ride a whale!                        | deed   | riding a whale
                    What if we fly to the moon?             | deed   | flying to the moon
                    I want to swim with my dog              | deed   | swimming with Mia's dog
                    We bake cake and then we dance          | saying | We bake cake and then we dance!
                    let's run with me and you               | saying | Let's run with me and you!
                    Ich will fliegen                        | saying | Ich will fliegen!
                    ¿Podemos ir a la luna?                  | saying | ¿Podemos ir a la luna?
                    ドラゴンが来る                           | saying | ドラゴンが来る!
                    """)
    void idea_anyWording_isUnderstoodOrQuoted(String typed, String kind, String wish) {
        Idea idea = Idea.of(typed, "Mia");
        assertThat(idea.kind()).isEqualTo(kind);
        assertThat(idea.wish()).isEqualTo(wish);
    }

    /** {@code \b} would find a word's end after any letter with an accent. */
    @ParameterizedTest
    @ValueSource(strings = {"Rémy", "Barthélémy", "caméus"})
    void interest_withAccents_staysWhole(String typed) {
        assertThat(Wording.interest(typed, "Mia")).isEqualTo(typed);
        assertThat(Idea.of(typed + " und die même", "Mia").typed()).startsWith(typed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "we find a dragon egg",
                "A talking pizza!!",
                "we ride a whale!",
                "Ich will fliegen",
                "What if the dog can fly?",
                "ドラゴンが来る",
                "?!",
                "I want to be a pirate. And my dog comes, too! Then we sail to \"Africa\" and eat [bananas] {all} day.",
                "we go up and up and up and up and up and up and up and up and up and up and up and up and up and up and "
                        + "up and up and up and up and up and up and up and up and up and up and up and up and up and up "
                        + "and up and up and up and up and up and up and up and up and up and up and up and up and down"
            })
    void chapter_idea_comesTrueAndIsRecalledAndLeadsOn(String typed) {
        for (int seed = 1; seed <= 12; seed++) {
            Brief brief = brief(seed, AGES[seed % 3], seed % 2 == 0 ? "ocean" : "a purple penguin bakery", typed);
            Chapter told = GRAMMAR.chapter(seed, brief);
            String wish = Idea.of(typed, brief.child().name()).wish().replace('\'', '’');
            String text = told.text();
            assertThat(text.toLowerCase()).contains(" true").contains(wish.toLowerCase());
            assertThat(text.toLowerCase().lastIndexOf(wish.toLowerCase()))
                    .as(text)
                    .isGreaterThan(text.length() * 2 / 3);
            Choice last = told.choices().get(told.choices().size() - 1);
            assertThat(last.text()).contains(wish);
            Brief next = Shelf.next(brief, told, last.id() - 1);
            assertThat(GRAMMAR.chapter(seed + 1, next).paragraphs().get(0))
                    .containsIgnoringCase(typed.startsWith("Ich") ? "Ich will" : "");
        }
    }

    @Test
    void nextChapter_secretOfTheIdea_isWhatItBeginsWith() {
        for (int seed = 1; seed <= 12; seed++) {
            Brief brief = brief(seed, AGES[seed % 3], "ocean", "we find a dragon egg");
            Chapter told = GRAMMAR.chapter(seed, brief);
            Brief next = Shelf.next(brief, told, told.choices().size() - 1);
            assertThat(GRAMMAR.chapter(seed + 1, next).paragraphs().get(0)).contains("the dragon egg");
        }
    }

    @Test
    void chapter_themeOfOnesOwn_isWhatTheDayIsAboutAndLeadsOn() {
        for (int seed = 1; seed <= 12; seed++) {
            Brief brief = brief(seed, AGES[seed % 3], "a purple penguin bakery", null);
            Chapter told = GRAMMAR.chapter(seed, brief);
            assertThat(told.title()).contains("the Purple Penguin Bakery");
            assertThat(told.text())
                    .containsIgnoringCase("a purple penguin bakery")
                    .contains("the Purple Penguin Bakery ");
            Choice last = told.choices().get(told.choices().size() - 1);
            assertThat(last.text()).contains("a purple penguin bakery");
            Brief next = Shelf.next(brief, told, last.id() - 1);
            assertThat(GRAMMAR.chapter(seed + 1, next).paragraphs().get(0)).contains("a purple penguin bakery");
        }
    }

    @Test
    void tell_afterRevision_leavesOutWhatTheFamilyTyped() {
        for (int seed = 1; seed <= 12; seed++) {
            Brief brief = brief(seed, AGES[seed % 3], "a purple penguin bakery", "we find a dragon egg");
            Grammar.Told told = GRAMMAR.tell(seed, brief, "", true);
            assertThat(told.rest() + told.chapter().choices())
                    .doesNotContainIgnoringCase("penguin")
                    .doesNotContainIgnoringCase("dragon egg");
        }
    }
}
