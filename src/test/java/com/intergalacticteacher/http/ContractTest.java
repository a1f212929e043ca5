package com.intergalacticteacher.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.contract.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ContractTest {
    private static Vertx vertx;
    private static Contract contract;

    @BeforeAll
    static void load() throws Exception {
        vertx = Vertx.vertx();
        contract =
                Contract.load(vertx).toCompletionStage().toCompletableFuture().get();
    }

    @AfterAll
    static void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get();
    }

    @Test
    void everyOperation_hasAHandler_andTheOtherWayRound() {
        StreamHandlers streams = new StreamHandlers(ctx -> {}, ctx -> {}, ctx -> {}, ctx -> {}, ctx -> {}, ctx -> {});
        Routes routes = new Routes(
                new AccountHandlers(null, null, null, null),
                new ChildHandlers(null, null, null),
                new StoryHandlers(null, null, List.of()),
                streams,
                new ClientHandlers(ClientMetrics.NOOP));

        Set<String> operations = contract.operations().operations().stream()
                .map(Operation::getOperationId)
                .collect(Collectors.toSet());

        assertThat(routes.handlers().keySet()).isEqualTo(operations);
    }

    @Test
    void basePath_isThatOfTheServer() {
        assertThat(contract.basePath()).isEqualTo("/api/v1");
    }

    @Test
    void text_isServedAsCommitted() {
        assertThat(contract.text().toString()).contains("text/event-stream", "url: /api/v1");
    }

    /** What is read by name from an {@link Input} must be one thing. */
    @Test
    void namesOfAnOperation_areUniqueAcrossParametersAndBody() {
        for (Operation operation : contract.operations().operations()) {
            List<String> names = new ArrayList<>(
                    operation.getParameters().stream().map(Parameter::getName).toList());
            if (operation.getRequestBody() != null) {
                names.addAll(schema(operation
                                .getRequestBody()
                                .getContent()
                                .get("application/json")
                                .getOpenAPIModel())
                        .getJsonObject("properties", new JsonObject())
                        .fieldNames());
            }
            assertThat(names).as(operation.getOperationId()).doesNotHaveDuplicates();
        }
    }

    @Test
    void parameters_areIntegersOrTexts() {
        assertThat(contract.operations().operations())
                .flatExtracting(Operation::getParameters)
                .allSatisfy(parameter -> assertThat(
                                schema(parameter.getOpenAPIModel()).getString("type"))
                        .isIn("integer", "string"));
    }

    @Test
    void patterns_areSaidInWords() {
        for (Operation operation : contract.operations().operations()) {
            for (Parameter parameter : operation.getParameters()) {
                assertWords(parameter.getName(), schema(parameter.getOpenAPIModel()));
            }
        }
        JsonObject schemas = contract.operations()
                .getRawContract()
                .getJsonObject("components")
                .getJsonObject("schemas");
        for (Map.Entry<String, Object> schema : schemas) {
            if (schema.getValue() instanceof JsonObject object) {
                assertWords(schema.getKey(), object);
            }
        }
    }

    private static void assertWords(String name, JsonObject schema) {
        if (schema.containsKey("pattern")) {
            assertThat(schema.getString("x-expected")).as(name).isNotBlank();
        }
    }

    private static JsonObject schema(JsonObject model) {
        return model.getJsonObject("schema");
    }
}
