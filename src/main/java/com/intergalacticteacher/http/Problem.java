package com.intergalacticteacher.http;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An error as HTTP tells it: RFC 9457 problem details with a {@code code} for programs and one error per bad field.
 *
 * @param retryAfter seconds after which the same request may succeed, for the header {@code Retry-After}
 */
@JsonPropertyOrder({"type", "title", "status", "detail", "code", "errors"})
public record Problem(
        ProblemCode code,
        String detail,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldError> errors,
        @JsonIgnore @Nullable Integer retryAfter) {

    public Problem {
        errors = List.copyOf(errors);
    }

    public static Problem of(ProblemCode code, String detail) {
        return new Problem(code, detail, List.of(), null);
    }

    /** Every bad field of a request at once; {@code detail} names them. */
    public static Problem of(ProblemCode code, List<FieldError> errors) {
        List<String> fields = errors.stream().map(FieldError::field).distinct().toList();
        return new Problem(code, "Please check: " + String.join(", ", fields) + ".", errors, null);
    }

    public Problem withRetryAfter(int seconds) {
        return new Problem(code, detail, errors, seconds);
    }

    /** To fail a future or a {@code RoutingContext} with. */
    public ProblemException exception() {
        return new ProblemException(this);
    }

    @JsonProperty
    public String type() {
        return "about:blank";
    }

    @JsonProperty
    public String title() {
        return code.title();
    }

    @JsonProperty
    public int status() {
        return code.status();
    }
}
