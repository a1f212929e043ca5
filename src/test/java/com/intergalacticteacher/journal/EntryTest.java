package com.intergalacticteacher.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class EntryTest {

    @Test
    void events_countsBothEnds() {
        assertThat(JournalContract.entry(1, 1, 3, 3, "").events()).isEqualTo(1);
        assertThat(JournalContract.entry(1, 1, 3, 7, "").events()).isEqualTo(5);
    }

    @Test
    void seq_beforeTheFirst_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JournalContract.entry(1, 1, 0, 3, ""))
                .withMessageContaining("0 to 3");
    }

    @Test
    void lastSeq_beforeSeq_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> JournalContract.entry(1, 1, 4, 3, ""));
    }
}
