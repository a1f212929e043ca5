package com.intergalacticteacher.http;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import io.vertx.json.schema.SchemaRepository;
import io.vertx.openapi.contract.Operation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks the requests of one operation by the contract, reports all that is wrong at once, and leaves an
 * {@link Input} behind. Parameters that the contract does not know are passed over, since links collect them on their
 * way; properties of a body that it does not know are refused.
 *
 * <p>It stands in for Vert.x's own validation, which decodes parameters twice and reads text as JSON, so that a
 * percent sign or a quotation mark in a child's idea is an error, and which stops at the first one.
 */
final class RequestCheck implements Handler<RoutingContext> {
    private static final int MAX_PARAMETERS = 256;
    private static final int MAX_ERRORS = 50;

    private final List<ParameterCheck> parameters;
    private final @Nullable BodyCheck body;

    RequestCheck(Operation operation, SchemaRepository schemas) {
        parameters = operation.getParameters().stream()
                .map(parameter -> new ParameterCheck(parameter, schemas))
                .toList();
        body = operation.getRequestBody() == null ? null : new BodyCheck(operation.getRequestBody(), schemas);
    }

    @Override
    public void handle(RoutingContext context) {
        Map<String, @Nullable Object> fields = new HashMap<>();
        List<FieldError> errors = new ArrayList<>();
        Map<String, List<String>> query = query(context.request().uri());
        for (ParameterCheck parameter : parameters) {
            parameter.check(context, query, fields, errors);
        }
        if (body != null) {
            body.check(context, fields, errors);
        }
        if (errors.isEmpty()) {
            new Input(fields).enter(context);
            context.next();
        } else {
            context.fail(Problem.of(ProblemCode.INVALID_INPUT, errors.subList(0, Math.min(errors.size(), MAX_ERRORS)))
                    .exception());
        }
    }

    /** Vert.x's own reading of it ends a text at a semicolon. */
    private static Map<String, List<String>> query(String uri) {
        try {
            return new QueryStringDecoder(uri, StandardCharsets.UTF_8, true, MAX_PARAMETERS, true).parameters();
        } catch (IllegalArgumentException e) {
            throw Problem.of(ProblemCode.MALFORMED, "The query is not percent-encoded.")
                    .exception();
        }
    }
}
