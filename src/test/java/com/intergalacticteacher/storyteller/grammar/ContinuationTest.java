package com.intergalacticteacher.storyteller.grammar;

import static com.intergalacticteacher.storyteller.grammar.Shelf.GRAMMAR;
import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.event.Brief;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContinuationTest {

    @Test
    void rest_anyPrefix_goesOnExactly() {
        for (int seed = 1; seed <= 6; seed++) {
            Brief brief = Shelf.brief(seed, 6 + seed % 7);
            String whole = GRAMMAR.chapter(seed, brief).text();
            for (int cut = 0; cut <= whole.length(); cut += 83) {
                String told = whole.substring(0, cut);
                assertThat(told + GRAMMAR.tell(seed, brief, told, false).rest()).isEqualTo(whole);
            }
        }
    }

    @Test
    void rest_afterRevision_takesAnotherWayWithoutRepeating() {
        for (int seed = 1; seed <= 6; seed++) {
            Brief brief = Shelf.brief(seed, 6 + seed % 7);
            String whole = GRAMMAR.chapter(seed, brief).text();
            for (int cut = 40; cut < whole.length(); cut += 400) {
                String told = whole.substring(0, cut);
                String rest = GRAMMAR.tell(seed, brief, told, true).rest();
                assertThat(rest).isNotEqualTo(whole.substring(cut)).isNotBlank();
                List<String> before = Prose.sentences(told);
                assertThat(Prose.sentences(rest))
                        .as("seed %d cut %d", seed, cut)
                        .doesNotContainAnyElementsOf(before);
            }
        }
    }

    @Test
    void rest_ofTheOtherWay_canBeTakenOverAnywhere() {
        for (int seed = 1; seed <= 4; seed++) {
            Brief brief = Shelf.brief(seed, 9);
            String whole = GRAMMAR.chapter(seed, brief).text();
            String kept = whole.substring(0, whole.length() / 2);
            String other = kept + GRAMMAR.tell(seed, brief, kept, true).rest();
            for (int cut = kept.length() + 4; cut < other.length(); cut += 173) {
                String told = other.substring(0, cut);
                assertThat(told + GRAMMAR.tell(seed, brief, told, true).rest())
                        .as("seed %d cut %d", seed, cut)
                        .isEqualTo(other);
            }
        }
    }

    @Test
    void rest_ofAnybodysText_endsTheChapter() {
        String rest = GRAMMAR.tell(1, Shelf.brief(1, 9), "Once a whale forgot how to", false)
                .rest();
        assertThat(rest).startsWith("...").endsWith(rest.strip());
    }
}
