package com.intergalacticteacher.moderation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ListReaderTest {

    @Test
    void read_braces_everyForm() {
        List<Phrase> phrases =
                new ListReader("en/violence.txt").read("# Origin\n[to 8]\n{kick,k{i,u}ck}{,s} me !de !fr\n");
        assertThat(phrases)
                .extracting(Phrase::text)
                .containsExactly("kick me", "kicks me", "kick me", "kicks me", "kuck me", "kucks me");
        assertThat(phrases).allSatisfy(phrase -> {
            assertThat(phrase.category()).isEqualTo("violence");
            assertThat(phrase.band()).isEqualTo(Band.TO_8);
            assertThat(phrase.ordinaryIn()).containsExactlyInAnyOrder("de", "fr");
        });
    }

    @Test
    void read_faultyLine_namesListAndLine() {
        assertThatThrownBy(() -> new ListReader("en/hate.txt").read("[all]\nfine\nno{t,\n"))
                .hasMessageContaining("en/hate.txt, line 3")
                .hasMessageContaining("closing brace");
        assertThatThrownBy(() -> new ListReader("en/hate.txt").read("[to 9]")).hasMessageContaining("[to 8]");
    }

    @Test
    void screen_bands_blockTheYoungerOnly() {
        Screen screen =
                new Screen(new ListReader("en/x.txt").read("[to 8]\nspook\n[all]\nzounds\nallow: zounds inn\n"));
        assertThat(screen.examine("a spook!", 5, "en")).isPresent();
        assertThat(screen.examine("a spook!", 8, "en")).isPresent();
        assertThat(screen.examine("a spook!", 9, "en")).isEmpty();
        assertThat(screen.examine("zounds!", 16, "en")).isPresent();
        assertThat(screen.examine("the Zounds Inn", 5, "en")).isEmpty();
    }

    @Test
    void screen_ordinaryWord_passesInItsLanguage() {
        Screen screen = new Screen(new ListReader("en/x.txt").read("[all]\ngift !en\n"));
        assertThat(screen.examine("a gift", 5, "en")).isEmpty();
        assertThat(screen.examine("das Gift", 5, "de")).isPresent();
    }

    @Test
    void supplied_everyList_namesItsOriginAndLicence() {
        for (String name : Lists.resource("index.txt").lines().toList()) {
            assertThat(Lists.resource(name)).as(name).startsWith("# Origin: ").contains("Licence: ");
        }
    }
}
