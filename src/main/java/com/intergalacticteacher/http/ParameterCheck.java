package com.intergalacticteacher.http;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.json.schema.SchemaRepository;
import io.vertx.openapi.contract.Location;
import io.vertx.openapi.contract.Parameter;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one parameter where the contract says it stands, and checks it. Parameters are integers or texts. */
final class ParameterCheck {
    private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]{0,17})");

    private final String name;
    private final Location location;
    private final boolean isRequired;
    private final boolean isInteger;
    private final @Nullable Object byDefault;
    private final SchemaCheck schemaCheck;

    ParameterCheck(Parameter parameter, SchemaRepository schemas) {
        JsonObject schema = parameter.getOpenAPIModel().getJsonObject("schema");
        name = parameter.getName();
        location = parameter.getIn();
        isRequired = parameter.isRequired();
        isInteger = "integer".equals(schema.getString("type"));
        byDefault = schema.getValue("default");
        schemaCheck = new SchemaCheck(schema, schemas);
    }

    void check(
            RoutingContext context,
            Map<String, List<String>> query,
            Map<String, @Nullable Object> fields,
            List<FieldError> errors) {
        List<String> sent = sent(context, query);
        if (sent.size() > 1) {
            errors.add(schemaCheck.error(name, String.join(", ", sent), "one value"));
        } else if (sent.size() == 1) {
            Object value = typed(sent.get(0));
            schemaCheck.check(name, value, errors);
            fields.put(name, value);
        } else if (isRequired) {
            errors.add(schemaCheck.error(name, null));
        } else if (byDefault != null) {
            fields.put(name, byDefault);
        }
    }

    private List<String> sent(RoutingContext context, Map<String, List<String>> query) {
        return switch (location) {
            case QUERY -> query.getOrDefault(name, List.of());
            case PATH -> List.of(context.pathParam(name));
            case HEADER -> context.request().headers().getAll(name);
            case COOKIE -> throw new IllegalStateException("the contract has no cookie parameters");
        };
    }

    /** What is no integer stays a text, which the schema then refuses. */
    private Object typed(String text) {
        return isInteger && INTEGER.matcher(text).matches() ? Long.valueOf(text) : text;
    }
}
