package com.intergalacticteacher.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.json.schema.SchemaRepository;
import io.vertx.openapi.contract.MediaType;
import io.vertx.openapi.contract.RequestBody;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads a body of JSON and checks it. Every body in the contract is an object and required. */
final class BodyCheck {
    private static final String JSON = "application/json";

    private final SchemaCheck schemaCheck;

    BodyCheck(RequestBody body, SchemaRepository schemas) {
        MediaType json = Objects.requireNonNull(body.getContent().get(JSON), JSON);
        schemaCheck = new SchemaCheck(json.getOpenAPIModel().getJsonObject("schema"), schemas);
    }

    /** Throws where there is no JSON to check. */
    void check(RoutingContext context, Map<String, @Nullable Object> fields, List<FieldError> errors) {
        Object sent = sent(context);
        schemaCheck.check(SchemaCheck.BODY, sent, errors);
        if (sent instanceof JsonObject object) {
            object.forEach(field -> fields.put(field.getKey(), field.getValue()));
        }
    }

    private static @Nullable Object sent(RoutingContext context) {
        String type = context.parsedHeaders().contentType().value();
        if (!JSON.equalsIgnoreCase(type)) {
            throw Problem.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "The body must be " + JSON + ".")
                    .exception();
        }
        Buffer buffer = context.body().buffer();
        try {
            return Json.decodeValue(buffer == null ? Buffer.buffer() : buffer);
        } catch (DecodeException e) {
            throw Problem.of(ProblemCode.MALFORMED, "The body is not JSON.").exception();
        }
    }
}
