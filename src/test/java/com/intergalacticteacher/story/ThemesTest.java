package com.intergalacticteacher.story;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ThemesTest {

    @Test
    void read_givesThemesThatMayBeAskedFor() {
        assertThat(Themes.read())
                .hasSizeBetween(10, 12)
                .allSatisfy(theme -> {
                    assertThat(theme.id()).hasSizeBetween(1, 60).doesNotContainPattern("\\p{Cntrl}");
                    assertThat(theme.name()).isNotBlank();
                    assertThat(theme.description()).isNotBlank();
                    assertThat(theme.emoji()).isNotBlank();
                })
                .extracting(Theme::id)
                .doesNotHaveDuplicates();
    }
}
