package com.intergalacticteacher.storyteller.openai;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackoffTest {
    @Test
    void next_twoTries_waitsLongerThenGivesUp() {
        Backoff backoff = new Backoff(() -> 0);
        assertThat(backoff.next(null)).hasValue(160);
        assertThat(backoff.next(null)).hasValue(320);
        assertThat(backoff.next(null)).isEmpty();
        assertThat(new Backoff(() -> 1).next(null)).hasValue(200);
    }

    @Test
    void next_retryAfter_isHonouredWithinBounds() {
        assertThat(new Backoff(() -> 0).next("2")).hasValue(2_000);
        assertThat(new Backoff(() -> 0).next(" 0.5 ")).hasValue(500);
        assertThat(new Backoff(() -> 0).next("0")).hasValue(160);
        assertThat(new Backoff(() -> 0).next("6")).isEmpty();
        assertThat(new Backoff(() -> 0).next("Sun, 06 Nov 1994 08:49:37 GMT")).hasValue(160);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502, 503, 529})
    void isWorthwhile_overloadedOrBroken_yes(int status) {
        assertThat(Backoff.isWorthwhile(status)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 400, 401, 403, 404, 422})
    void isWorthwhile_refused_no(int status) {
        assertThat(Backoff.isWorthwhile(status)).isFalse();
    }
}
