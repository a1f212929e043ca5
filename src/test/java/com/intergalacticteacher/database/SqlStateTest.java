package com.intergalacticteacher.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.net.ConnectException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlStateTest {
    @ParameterizedTest
    @ValueSource(strings = {"08006", "25P03", "40001", "40P01", "53300", "57P01", "57P03", "58030"})
    void isPassing_ofTheServersOwnTrouble(String sqlState) {
        assertThat(SqlState.isPassing(refused(sqlState))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"22021", "23505", "23514", "25006", "28P01", "42703", "42P01"})
    void isPassing_notOfWhatTheServerRefuses(String sqlState) {
        assertThat(SqlState.isPassing(refused(sqlState))).isFalse();
    }

    @Test
    void isPassing_ofALostConnection_butNotOfAFaultOfOurs() {
        assertThat(SqlState.isPassing(ClosedConnectionException.INSTANCE)).isTrue();
        assertThat(SqlState.isPassing(new ConnectException())).isTrue();
        assertThat(SqlState.isPassing(new IllegalStateException())).isFalse();
    }

    @Test
    void isOutage_ofAServerOutOfReach() {
        assertThat(List.of(refused("08006"), refused("25P03"), refused("53300"), refused("57P01")))
                .allMatch(SqlState::isOutage);
        assertThat(SqlState.isOutage(new ConnectException())).isTrue();
        assertThat(SqlState.isOutage(ClosedConnectionException.INSTANCE)).isTrue();
    }

    @Test
    void isOutage_notOfAFaultOfOurs() {
        assertThat(List.of(refused("22021"), refused("42P01"))).noneMatch(SqlState::isOutage);
        assertThat(SqlState.isOutage(new IllegalStateException())).isFalse();
    }

    @Test
    void isUniqueViolation_ofThatAlone() {
        assertThat(SqlState.isUniqueViolation(refused("23505"))).isTrue();
        assertThat(SqlState.isUniqueViolation(refused("23503"))).isFalse();
        assertThat(SqlState.isUniqueViolation(new IllegalStateException())).isFalse();
    }

    private static PgException refused(String sqlState) {
        return new PgException("refused", "ERROR", sqlState, null);
    }
}
