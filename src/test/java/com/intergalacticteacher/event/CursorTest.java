package com.intergalacticteacher.event;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    @Property(seed = "20261122")
    void parse_ofWhatWasWritten_isTheSame(
            @ForAll @LongRange(min = 1, max = 999_999_999_999_999_999L) long streamId,
            @ForAll @IntRange(max = 999_999_999) int seq) {
        Cursor cursor = new Cursor(streamId, seq);
        assertThat(Cursor.parse(cursor.toString())).contains(cursor);
    }

    /** It comes from outside: whatever it is, it is a cursor or nothing, and never a failure. */
    @Property(seed = "20261122")
    void parse_ofAnything_isACursorWrittenTheSame_orEmpty(@ForAll String text) {
        assertThat(Cursor.parse(text).map(Cursor::toString).orElse(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                "1",
                "1:",
                ":1",
                "0:1",
                "-1:1",
                "1:-1",
                "+1:1",
                "01:1",
                "1:01",
                " 1:1",
                "1:1 ",
                "1:1\n",
                "1:1:1",
                "1;1",
                "a:b",
                "٣:١",
                "1000000000000000000:1",
                "99999999999999999999:1",
                "1:1000000000",
                "1:99999999999"
            })
    void parse_malformed_isEmpty(String text) {
        assertThat(Cursor.parse(text)).isEmpty();
    }

    @Test
    void start_isBeforeTheFirstEvent() {
        assertThat(Cursor.start(42)).hasToString("42:0");
        assertThat(Cursor.parse("42:0")).contains(Cursor.start(42));
    }
}
