package com.intergalacticteacher.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.intergalacticteacher.account.AccountRefused;
import com.intergalacticteacher.account.AccountRefused.Reason;
import com.intergalacticteacher.stream.RefusedException;
import io.vertx.ext.web.handler.HttpException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.net.ConnectException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class FailuresTest {

    private static Stream<Arguments> failures() {
        return Stream.of(
                arguments(new ConnectException("refused"), ProblemCode.UNAVAILABLE),
                arguments(ClosedConnectionException.INSTANCE, ProblemCode.UNAVAILABLE),
                arguments(sql("57P03"), ProblemCode.UNAVAILABLE),
                arguments(sql("53300"), ProblemCode.UNAVAILABLE),
                arguments(sql("08006"), ProblemCode.UNAVAILABLE),
                arguments(sql("42P01"), ProblemCode.INTERNAL),
                arguments(sql("57014"), ProblemCode.UNAVAILABLE),
                arguments(new IllegalStateException("a bug"), ProblemCode.INTERNAL),
                arguments(new HttpException(413), ProblemCode.TOO_LARGE),
                arguments(new HttpException(406), ProblemCode.NOT_ACCEPTABLE),
                arguments(new HttpException(418), ProblemCode.INTERNAL),
                arguments(Problem.of(ProblemCode.FULL, "full").exception(), ProblemCode.FULL));
    }

    private static PgException sql(String state) {
        return new PgException("said so", "ERROR", state, "a detail");
    }

    @ParameterizedTest
    @MethodSource("failures")
    void of_failure_isAProblemWithoutItsDetails(Throwable failure, ProblemCode code) {
        Problem problem = Failures.of(failure);

        assertThat(problem.code()).isEqualTo(code);
        assertThat(problem.detail()).doesNotContain("said so", "a bug", "refused");
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void of_refusal_isNeverOurFault(Reason reason) {
        Problem problem = Failures.of(new AccountRefused(reason));

        assertThat(problem.status()).isNotEqualTo(500);
    }

    @ParameterizedTest
    @EnumSource(RefusedException.Reason.class)
    void of_refusedStart_isNeverOurFault(RefusedException.Reason reason) {
        Problem problem = Failures.of(new RefusedException(reason, 7));

        assertThat(problem.status()).isNotEqualTo(500);
        assertThat(problem.retryAfter()).isEqualTo(7);
    }

    @Test
    void of_keysOutOfReach_isNoBadToken_andAsksToComeBack() {
        Problem problem = Failures.of(new AccountRefused(Reason.KEYS_OUT_OF_REACH));

        assertThat(problem.status()).isEqualTo(503);
        assertThat(problem.retryAfter()).isEqualTo(2);
    }

    @Test
    void of_outage_asksToComeBack() {
        assertThat(Failures.of(new ConnectException()).retryAfter()).isEqualTo(2);
    }
}
