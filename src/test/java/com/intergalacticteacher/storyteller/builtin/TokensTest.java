package com.intergalacticteacher.storyteller.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TokensTest {

    @Property(seed = "20261122")
    void of_anyText_isThatText(@ForAll String text) {
        assertThat(String.join("", Tokens.of(text))).isEqualTo(text);
        assertThat(Tokens.of(text)).noneMatch(String::isEmpty);
    }

    @Test
    void of_sentence_isCutLikeAModels() {
        assertThat(Tokens.of("“Oh,” said Mia, extraordinarily.\n\nThen"))
                .containsExactly(
                        "“", "Oh", ",", "”", " said", " Mia", ",", " extraor", "dinaril", "y", ".", "\n\n", "Then");
    }

    @Test
    void of_emoji_isNotCut() {
        assertThat(Tokens.of("a 🦊")).containsExactly("a", " 🦊");
    }
}
