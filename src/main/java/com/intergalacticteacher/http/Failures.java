package com.intergalacticteacher.http;

import com.intergalacticteacher.account.AccountRefused;
import com.intergalacticteacher.database.SqlState;
import com.intergalacticteacher.story.StoryRefused;
import com.intergalacticteacher.stream.RefusedException;
import com.intergalacticteacher.trace.Span;
import io.netty.handler.codec.DecoderException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.Json;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where a failure becomes an answer. What was not expected is logged, and told without its details. */
public final class Failures implements Handler<RoutingContext> {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
    private static final int BUSY_SECONDS = 2;

    /** What Vert.x's body handler calls it, whatever Netty stumbled over: 200 is no slip of the pen. */
    private static final Set<Integer> BROKEN_BODY = Set.of(200, 400);

    @Override
    public void handle(RoutingContext context) {
        if (context.response().closed() && !context.request().isEnded()) {
            return; // Gone in the middle of its own sentence: nobody is there to be told.
        }
        Problem problem = problem(context);
        if (isUnexpected(problem, context.failure())) {
            LOG.atError()
                    .addKeyValue(
                            "trace_id", Span.traceId(RequestTrace.of(context).context()))
                    .setCause(context.failure())
                    .log(
                            "{} {} failed",
                            context.request().method(),
                            context.request().path());
        }
        HttpServerResponse response = context.response();
        if (response.headWritten()) {
            response.reset();
            return;
        }
        end(response, problem);
    }

    /** An outage is said once, by what waits for its end, not by everybody who asks meanwhile. */
    private static boolean isUnexpected(Problem problem, @Nullable Throwable failure) {
        return problem.code() == ProblemCode.INTERNAL
                || (problem.code() == ProblemCode.UNAVAILABLE
                        && !(failure instanceof RefusedException)
                        && !(failure instanceof AccountRefused));
    }

    /** Answers what is not HTTP enough to be routed, and closes: where the next request would begin is unknown. */
    static void refuseUnreadable(HttpServerRequest request) {
        HttpServerResponse response = request.response().putHeader(HttpHeaders.CONNECTION, "close");
        end(response, ofStatus(400));
    }

    static void end(HttpServerResponse response, Problem problem) {
        if (problem.status() == 401) {
            response.putHeader("WWW-Authenticate", "Bearer");
        }
        if (problem.retryAfter() != null) {
            response.putHeader(HttpHeaders.RETRY_AFTER, String.valueOf(problem.retryAfter()));
        }
        response.setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader("X-Content-Type-Options", "nosniff")
                .end(Json.encodeToBuffer(problem));
    }

    private static Problem problem(RoutingContext context) {
        Throwable failure = context.failure();
        if (!context.request().isEnded() && (BROKEN_BODY.contains(context.statusCode()) || isUnreadable(failure))) {
            return ofStatus(400);
        }
        return failure == null ? ofStatus(context.statusCode()) : of(failure);
    }

    /** Before a request has arrived whole, what Netty cannot decode is the sender's fault. */
    private static boolean isUnreadable(@Nullable Throwable failure) {
        return failure instanceof DecoderException || failure instanceof IllegalArgumentException;
    }

    /** What a failure is to the caller. */
    public static Problem of(Throwable failure) {
        if (failure instanceof ProblemException expected) {
            return expected.problem();
        }
        if (failure instanceof AccountRefused refused) {
            return of(refused);
        }
        if (failure instanceof StoryRefused refused) {
            return of(refused);
        }
        if (failure instanceof RefusedException refused) {
            return of(refused);
        }
        if (SqlState.isOutage(failure)) {
            return Problem.of(ProblemCode.UNAVAILABLE, "The database cannot be reached.")
                    .withRetryAfter(BUSY_SECONDS);
        }
        return failure instanceof HttpException known ? ofStatus(known.getStatusCode()) : ofStatus(500);
    }

    private static Problem of(AccountRefused refused) {
        return switch (refused.reason()) {
            case EMAIL_TAKEN ->
                Problem.of(ProblemCode.EMAIL_TAKEN, List.of(new FieldError("email", null, "one without an account")));
            case EMAIL_TOO_LONG ->
                Problem.of(ProblemCode.INVALID_INPUT, List.of(new FieldError("email", null, "a shorter address")));
            case BAD_CREDENTIALS -> Problem.of(ProblemCode.BAD_CREDENTIALS, "Please check both.");
            case BAD_TOKEN -> Problem.of(ProblemCode.SIGN_IN_REQUIRED, "The credential is not, or no longer, good.");
            case KEYS_OUT_OF_REACH ->
                Problem.of(ProblemCode.UNAVAILABLE, "The identity provider cannot be reached.")
                        .withRetryAfter(BUSY_SECONDS);
            case NO_CREDENTIAL -> Problem.of(ProblemCode.SIGN_IN_REQUIRED, "There is no credential.");
            case ACCOUNT_GONE -> Problem.of(ProblemCode.SIGN_IN_REQUIRED, "The account is no more.");
            case NO_SUCH_CHILD ->
                Problem.of(ProblemCode.NOT_FOUND, List.of(new FieldError("child_id", null, "a child of yours")));
            case BUSY -> Problem.of(ProblemCode.FULL, "Many are signing in.").withRetryAfter(BUSY_SECONDS);
        };
    }

    private static Problem of(StoryRefused refused) {
        ProblemCode code = switch (refused.reason()) {
            case NOT_FOUND -> ProblemCode.NOT_FOUND;
            case OUT_OF_ORDER -> ProblemCode.CHAPTER_OUT_OF_ORDER;
            case INVALID -> ProblemCode.INVALID_INPUT;
        };
        return Problem.of(
                code,
                refused.faults().stream()
                        .map(fault -> FieldError.of(fault.field(), fault.value(), fault.expected()))
                        .toList());
    }

    private static Problem of(RefusedException refused) {
        Problem problem = switch (refused.reason()) {
            case DISABLED -> Problem.of(ProblemCode.STREAMING_DISABLED, "Its operator has switched it off.");
            case DRAINING -> Problem.of(ProblemCode.DRAINING, "Another node will answer.");
            case NODE_FULL -> Problem.of(ProblemCode.FULL, "All places for viewers are taken.");
            case STREAMS_PER_USER -> Problem.of(ProblemCode.TOO_MANY_STREAMS, "Let one of them end, or cancel it.");
            case STARTS_PER_MINUTE -> Problem.of(ProblemCode.TOO_MANY_STARTS, "Please wait a little.");
            case DAILY_CHAPTERS -> Problem.of(ProblemCode.DAILY_CHAPTERS_REACHED, "The parent has set this limit.");
            case CHAPTER_RUNNING -> Problem.of(ProblemCode.CHAPTER_RUNNING, "It is told from another choice or idea.");
            case GONE -> Problem.of(ProblemCode.NOT_FOUND, "There is no such child or story.");
            case OUTAGE -> Problem.of(ProblemCode.UNAVAILABLE, "The database cannot be reached.");
        };
        return refused.retryAfterSeconds() == 0 ? problem : problem.withRetryAfter(refused.retryAfterSeconds());
    }

    private static Problem ofStatus(int status) {
        return switch (status) {
            case 400, 414, 431 ->
                Problem.of(
                        ProblemCode.MALFORMED, "The path, a header or the whole is not as HTTP has it, or too long.");
            case 401 -> Problem.of(ProblemCode.SIGN_IN_REQUIRED, "The credential is not good.");
            case 404 -> Problem.of(ProblemCode.NOT_FOUND, "Nothing is served under that path.");
            case 405 -> Problem.of(ProblemCode.METHOD_NOT_ALLOWED, "The path is served, but not by that method.");
            case 406 -> Problem.of(ProblemCode.NOT_ACCEPTABLE, "The answer has another type.");
            case 413 -> Problem.of(ProblemCode.TOO_LARGE, "A body may have " + Api.MAX_BODY + " bytes.");
            case 415 -> Problem.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "The body must be application/json.");
            default -> Problem.of(ProblemCode.INTERNAL, "It is not your fault. Please try again.");
        };
    }
}
