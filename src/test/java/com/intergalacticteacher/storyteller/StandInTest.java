package com.intergalacticteacher.storyteller;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandInTest {
    private static final StandIn MIA = StandIn.of("Mia", Stream.empty());

    @Property(tries = 2000, seed = "20261122")
    void push_anyCut_saysWhatTheWholeWouldSay(@ForAll("texts") String text, @ForAll long seed) {
        Revealer revealer = new Revealer(MIA);
        StringBuilder said = new StringBuilder();
        Cuts.of(text, seed).forEach(piece -> said.append(revealer.push(piece)));
        said.append(revealer.end());
        assertThat(said.toString())
                .isEqualTo(
                        text.replace("ZEPHRIN", "MIA").replace("Zephrin", "Mia").replace("zephrin", "Mia"));
    }

    @Property(tries = 2000, seed = "20261122")
    void push_anyCut_holdsBackOnlyWhatMayBecomeTheStandIn(@ForAll("texts") String text, @ForAll long seed) {
        Revealer revealer = new Revealer(MIA);
        StringBuilder given = new StringBuilder();
        StringBuilder said = new StringBuilder();
        for (String piece : Cuts.of(text, seed)) {
            given.append(piece);
            said.append(revealer.push(piece));
            String open = said + "|";
            String whole = MIA.reveal(given.toString());
            String held = whole.substring(open.length() - 1);
            assertThat("zephrin")
                    .startsWith(held.toLowerCase(java.util.Locale.ROOT))
                    .isNotEqualTo(held);
        }
    }

    @Property(tries = 1000, seed = "20261122")
    void hide_anyName_leavesNoneOfItAndComesBack(
            @ForAll("names") String name, @ForAll("between") List<String> between) {
        StandIn standIn = StandIn.of(name, Stream.of(String.join(" ", between)));
        String text = String.join(" " + name + ", ", between);
        String hidden = standIn.hide(text);
        assertThat(hidden).doesNotContain(name);
        assertThat(standIn.reveal(hidden)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "Mia, Mia's hat, Zephrin's hat",
        "Mia, MIA! mia?, ZEPHRIN! Zephrin?",
        "Mia, Mias Hut und Miami, Zephrins Hut und Miami",
        "Mia, (Mia)-'Mia' Mia_ Mia1, (Zephrin)-'Zephrin' Zephrin_ Mia1",
        "Al, Al also told Al's pal, Zephrin also told Zephrin's pal",
        "Jo, Jo enjoys a joke, Zephrin enjoys a joke",
        "Alexandra, Alexandras Buch, Zephrins Buch",
        "Anna Maria, Anna Maria and Anna met Maria, Zephrin and Zephrin met Zephrin",
        "Will, Will will go and WILL runs, Zephrin will go and ZEPHRIN runs",
        "Zoë, ZOË und zoë, ZEPHRIN und Zephrin",
        "小明, 然后小明笑了, 然后Zephrin笑了",
        "J. (R), so J. (R) ran, so Zephrin ran",
    })
    void hide_name_isReplacedWhereItIsMeant(String name, String text, String hidden) {
        assertThat(StandIn.of(name, Stream.empty()).hide(text)).isEqualTo(hidden);
    }

    @Test
    void reveal_inflectedJoinedAndShouted_carriesTheName() {
        assertThat(MIA.reveal("Zephrin's, ZEPHRIN, zephrin, Zephrins, SuperZephrin, Zeph"))
                .isEqualTo("Mia's, MIA, Mia, Mias, SuperMia, Zeph");
    }

    @Test
    void of_textsThatHoldTheStandIns_takesAnother() {
        Stream<String> texts =
                Stream.of("a zephrin", "QUILLORY", "Jasquin Velloway Wrenlow Taverly Ombrin Corvandel", "Zephrinas");
        StandIn standIn = StandIn.of("Mia", texts);
        assertThat(standIn.alias()).isEqualTo("Zephrinana");
    }

    @Test
    void of_childCalledLikeTheStandIn_takesAnother() {
        assertThat(StandIn.of("Zephrin", Stream.empty()).alias()).isEqualTo("Quillory");
    }

    @Test
    void rest_textThatBreaksOffInTheName_isWhatIsMissing() {
        assertThat(MIA.rest("and then Mi")).isEqualTo("a");
        assertThat(MIA.rest("Mi")).isEqualTo("a");
        assertThat(MIA.rest("and then M")).isEmpty();
        assertThat(MIA.rest("and then Mia")).isEmpty();
        assertThat(MIA.rest("SuperMi")).isEmpty();
        assertThat(MIA.rest("")).isEmpty();
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(
                        "Zephrin", "ZEPHRIN", "zephrin", "Zeph", "z", "Z", "Zz", " ran. ", "'s", "n", "rin", "é😀",
                        "\n", "ZE", "Zephri")
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts))
                .filter(text -> text.toLowerCase(java.util.Locale.ROOT).split("zephrin", -1).length
                        == text.replace("ZEPHRIN", "\0")
                                .replace("Zephrin", "\0")
                                .replace("zephrin", "\0")
                                .split("\0", -1)
                                .length);
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.of(
                "Mia",
                "Al",
                "Jo",
                "Anna-Lena",
                "O'Neil",
                "Zoë",
                "Æ",
                "小明",
                "Ömer Can",
                "X Æ A-12",
                "Ng",
                "الياس",
                "a.b*");
    }

    @Provide
    Arbitrary<List<String>> between() {
        return Arbitraries.of("once", "upon", "also", "enjoy", "it was", "...", "\n\n", "and so on")
                .list()
                .ofMinSize(2)
                .ofMaxSize(6);
    }
}
