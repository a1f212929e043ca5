package com.intergalacticteacher.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import java.io.IOException;
import java.net.URI;

/**
 * {@code openapi.yaml}.
 *
 * @param text the file as it is served
 * @param operations what requests are routed and checked by
 * @param basePath what every path of it stands under, without a slash at the end
 */
public record Contract(Buffer text, OpenAPIContract operations, String basePath) {
    private static final String FILE = "openapi.yaml";

    /** Reads it from the class path; fails where it is no valid OpenAPI 3.1. */
    public static Future<Contract> load(Vertx vertx) {
        return vertx.fileSystem()
                .readFile(FILE)
                .compose(text -> vertx.executeBlocking(() -> adapted(text))
                        .compose(json -> OpenAPIContract.from(vertx, json)
                                .map(operations -> new Contract(text, operations, basePath(json)))));
    }

    private static JsonObject adapted(Buffer text) throws IOException {
        ObjectNode root = (ObjectNode) new YAMLMapper().readTree(text.getBytes());
        // Vert.x takes only absolute URLs; of this one it uses the path.
        ObjectNode server = (ObjectNode) root.path("servers").path(0);
        server.put("url", "http://localhost" + server.path("url").textValue());
        reduceResponses(root);
        endPatternsAsEcmaScriptDoes(root);
        return new JsonObject(root.toString());
    }

    /** Vert.x refuses responses of media types and headers it does not know, though nobody checks responses here. */
    private static void reduceResponses(JsonNode node) {
        node.path("responses").forEach(response -> ((ObjectNode) response).retain("description", "$ref"));
        node.forEach(Contract::reduceResponses);
    }

    /** In a schema {@code $} is the very end; in Java it is also before a last line break, which would get through. */
    private static void endPatternsAsEcmaScriptDoes(JsonNode node) {
        if (node instanceof ObjectNode schema && schema.path("pattern").isTextual()) {
            schema.put("pattern", schema.get("pattern").textValue().replaceFirst("\\$$", "\\\\z"));
        }
        node.forEach(Contract::endPatternsAsEcmaScriptDoes);
    }

    private static String basePath(JsonObject contract) {
        return URI.create(contract.getJsonArray("servers").getJsonObject(0).getString("url"))
                .getPath();
    }
}
