package com.intergalacticteacher.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScreenTest {
    private static final Screen SCREEN = Supplied.screen();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Scunthorpe has a grape and an assassin bug.",
                "Dickens lived in Essex with a cockerel.",
                "Dick and Jane saw a pussy willow, and a shuttlecock.",
                "The classic Moby Dick",
                "Wow! That class passed, and he'll be glad.",
                "They counted 1 2 3 4 5 6 7 8 9 10, then 10 20 30 40, in 1969 1970, to 1,000,000.",
                "*as* much **as** you like",
                "She rapped on the door, riffled through the pages, and assessed the cheese."
            })
    void examine_cleanText(String text) {
        assertThat(SCREEN.examine(text, 4, "en")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shit",
                "SHIT!",
                "sh1t",
                "s h i t",
                "s.h.i.t.",
                "s-h-i-t",
                "shiiiit",
                "ѕһіт",
                "s\u200bh\u200bi\u200bt",
                "shít",
                "𝓼𝓱𝓲𝓽",
                "ｓｈｉｔ",
                "sh*t",
                "$hit",
                "sh!t",
                "s  h\ni  t",
                "you motherfucker",
                "a55",
                "pussy will",
                "dick and jan",
                "write to me@example.com",
                "ring 555-0123",
                "go to www.example.org",
                "example.com",
                "@starkid",
                "+44 20 7946 0000",
                "0171 2345678",
                "42 Maple Street",
            })
    void examine_blockedText(String text) {
        assertThat(SCREEN.examine(text, 12, "en")).isPresent();
    }

    @Test
    void push_wordThatMayBecomeAnother() {
        Screening screening = SCREEN.screening(10, "en", "");
        assertThat(screening.push("an ass")).isEqualTo("an ");
        assertThat(screening.push("assin")).isEqualTo("assassin");
        String clean = " bug ran away";
        assertThat(screening.push(clean)).isSameAs(clean);
        assertThat(screening.push(" sh")).isEqualTo(" ");
        assertThat(screening.push("it")).isEmpty();
        assertThat(screening.finding()).isEmpty();
        assertThat(screening.push(" more")).isEmpty();
        assertThat(screening.finding()).contains(new Finding("profanity", 25, 29));
        assertThat(screening.finish()).isEmpty();
    }

    /** Where a sign may be a letter or a word's end, and where an allowed phrase excuses what begins in it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "$@g e$ nicht deiner m@m@s h",
                "://x.2*me@Mobyindio$ de mierd@com\u00adme@://x. 42 Maple",
                "sh1t$fu",
                "Dick and Jane kill time",
                "Moby Dick Moby Dick and Jane",
                "shit\ufb00uck",
            })
    void push_unitByUnit_everyPrefixReleasedIsClean(String text) {
        for (int age : new int[] {4, 7, 10, 15}) {
            Screening screening = SCREEN.screening(age, "en", "");
            StringBuilder released = new StringBuilder();
            for (char unit : text.toCharArray()) {
                released.append(screening.push(String.valueOf(unit)));
                assertThat(SCREEN.examine(released.toString(), age, "en"))
                        .as("%s at %d", released, age)
                        .isEmpty();
            }
            released.append(screening.finish());
            assertThat(SCREEN.examine(released.toString(), age, "en")).isEmpty();
            if (SCREEN.examine(text, age, "en").isEmpty()) {
                assertThat(released).hasToString(text);
            }
        }
    }
}
