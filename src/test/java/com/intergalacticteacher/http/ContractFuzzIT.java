package com.intergalacticteacher.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.intergalacticteacher.testing.Output;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every operation of the contract, with values for every parameter and field that nobody would send in good faith: each
 * alone among good ones, then all at random. Other chances with {@code -Dseed=…}, more with {@code -Dfuzz.requests=…}.
 */
class ContractFuzzIT {
    private static final int REQUESTS = Integer.getInteger("fuzz.requests", 1_500);
    private static final long SEED = Long.getLong("seed", 17);
    private static final long MOST_THAT_STAYS = 64L << 20;
    private static final List<String> TYPES = List.of(
            "application/json",
            "application/json",
            "application/json",
            "application/json; charset=utf-16",
            "text/plain",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "*/*",
            ";;;");
    private static final List<Charset> CHARSETS = List.of(
            StandardCharsets.UTF_8,
            StandardCharsets.UTF_8,
            StandardCharsets.UTF_8,
            StandardCharsets.ISO_8859_1,
            StandardCharsets.UTF_16);

    /** Percent-encoded; among them broken UTF-8, a lone surrogate, a null, a line break, and other people's languages. */
    private static final List<String> TEXTS = List.of(
            "",
            "0",
            "1",
            "7",
            "-1",
            "1.5",
            "1e9",
            "9007199254740991",
            "9007199254740992",
            "99999999999999999999999",
            "null",
            "true",
            "%00",
            "a%00b",
            "%0d%0aX-Evil:%201",
            "%ED%A0%80",
            "%C0%AF",
            "%FF%FE",
            "%E2%80%AE",
            "%F0%9F%90%B1",
            "%",
            "%zz",
            "%25%32%30",
            "'%20OR%201=1%20--",
            "%24%7Bjndi:ldap://x%7D",
            "{{7*7}}",
            "%3Cscript%3Ealert(1)%3C/script%3E",
            "../../etc/passwd",
            "a;b=c",
            "[1,2]",
            "%7B%22a%22:1%7D",
            "space",
            "token",
            "1:1",
            "1:99999999999999",
            ":",
            "x".repeat(3_000));

    private static final List<String> JSON = List.of(
            "null",
            "true",
            "0",
            "-1",
            "7",
            "7.5",
            "1e999",
            "1E400",
            "123456789012345678901234567890",
            "\"\"",
            "\"a\"",
            "\"\\u0000\"",
            "\"a\\u0000b\"",
            "\"\\ud800\"",
            "\"\\udc00\\ud800\"",
            "\"\\u202e\\u2028\"",
            "\"mia@example.com\"",
            "\"a\\u0000@example.com\"",
            "\"\\ud800@example.com\"",
            "\"long enough\"",
            "\"\u00ed\u00a0\u0080\u00ed\u00b0\u0080\"", // in Latin 1 a pair of surrogates, in bytes
            "\"\ufeff\"",
            "\"\\u001b[2J\\u0007\\r\\n\"",
            "\"' OR 1=1 --\"",
            "\"<img src=x onerror=alert(1)>\"",
            "\"space\"",
            "\"beginner\"",
            "[]",
            "{}",
            "[null]",
            "[\"\\ud800\",7,{}]",
            "[" + "\"a\",".repeat(200) + "\"a\"]",
            "{\"a\":{\"b\":[1,2,{\"c\":null}]}}",
            "[".repeat(500) + "]".repeat(500),
            "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000),
            "\"" + "x".repeat(5_000) + "\"",
            "NaN",
            "'a'",
            "\"open");

    /** What a parent would send; what is not here is left out. */
    private static final Map<String, String> GOOD = Map.ofEntries(
            Map.entry("email", "\"somebody@example.com\""),
            Map.entry("password", "\"long enough\""),
            Map.entry("name", "\"Nova\""),
            Map.entry("age", "7"),
            Map.entry("child_id", "1"),
            Map.entry("theme", "\"space\""),
            Map.entry("time_to_first_chunk_ms", "9"),
            Map.entry("stalls", "0"),
            Map.entry("reconnects", "0"));

    private static Edge edge;
    private static Output output;
    private static List<Operation> operations;
    private static String token;

    private record Operation(
            String method, String path, List<String> inQuery, List<String> inHeader, List<String> fields) {}

    @BeforeAll
    static void start() throws IOException {
        output = new Output();
        edge = new Edge();
        token = edge.register("fuzz@example.com");
        edge.addChild(token, "Nova");
        operations = read();
    }

    @AfterAll
    static void stop() {
        edge.close();
        output.close();
        assertThat(output.text()).as("the log").doesNotContain("\tat ", "Exception", " ERROR ");
    }

    private static List<Operation> read() throws IOException {
        List<Operation> read = new ArrayList<>();
        try (InputStream yaml = ContractFuzzIT.class.getResourceAsStream("/openapi.yaml")) {
            JsonNode root = new YAMLMapper().readTree(yaml);
            for (Iterator<Map.Entry<String, JsonNode>> paths =
                            root.path("paths").fields();
                    paths.hasNext(); ) {
                Map.Entry<String, JsonNode> path = paths.next();
                for (Iterator<Map.Entry<String, JsonNode>> methods =
                                path.getValue().fields();
                        methods.hasNext(); ) {
                    Map.Entry<String, JsonNode> method = methods.next();
                    // Either would leave nobody signed in to go on with.
                    if (method.getValue().has("operationId")
                            && !Set.of("deleteAccount", "logout")
                                    .contains(method.getValue()
                                            .path("operationId")
                                            .asText())) {
                        read.add(operation(root, path.getKey(), method.getKey(), method.getValue()));
                    }
                }
            }
        }
        return read;
    }

    private static Operation operation(JsonNode root, String path, String method, JsonNode operation) {
        List<String> inQuery = new ArrayList<>();
        List<String> inHeader = new ArrayList<>();
        for (JsonNode parameter : operation.path("parameters")) {
            JsonNode known = resolved(root, parameter);
            (known.path("in").asText().equals("header") ? inHeader : inQuery)
                    .add(known.path("name").asText());
        }
        List<String> fields = new ArrayList<>();
        resolved(
                        root,
                        operation
                                .path("requestBody")
                                .path("content")
                                .path("application/json")
                                .path("schema"))
                .path("properties")
                .fieldNames()
                .forEachRemaining(fields::add);
        return new Operation(method.toUpperCase(java.util.Locale.ROOT), path, inQuery, inHeader, fields);
    }

    private static JsonNode resolved(JsonNode root, JsonNode node) {
        return node.has("$ref") ? root.at(node.get("$ref").asText().substring(1)) : node;
    }

    @Test
    void anything_isAnsweredWithoutAFault() {
        Random random = new Random(SEED);
        long before = used();
        for (int i = 0; i < REQUESTS; i++) {
            Operation operation = operations.get(i % operations.size());
            String sent = operation.method() + " " + uri(operation, random);
            String body = operation.fields().isEmpty() && random.nextInt(4) > 0 ? null : body(operation, random);
            List<String> headers = new ArrayList<>();
            if (random.nextInt(8) > 0) {
                headers.add("Authorization: Bearer " + token);
            }
            operation.inHeader().forEach(name -> headers.add(name + ": " + any(random, TEXTS)));
            if (body != null) {
                headers.add("Content-Type: " + any(random, TYPES));
            }

            assertHarmless(sent, headers, body, any(random, CHARSETS), "seed " + SEED + ", request " + i);
        }
        assertThat(edge.get("/children", token).status()).isEqualTo(200);
        assertThat(used() - before).as("bytes that stay").isLessThan(MOST_THAT_STAYS);
    }

    /** Every parameter and field with every value once, the others being good, so that the handlers are reached. */
    @Test
    void anything_inOnePlace_isAnsweredWithoutAFault() {
        long before = used();
        List<Operation> deletionsLast = operations.stream()
                .sorted(Comparator.comparing(operation -> operation.method().equals("DELETE")))
                .toList();
        for (Operation operation : deletionsLast) {
            String path = "/api/v1" + operation.path().replaceAll("\\{[a-z_]+}", "1");
            String query = operation.inQuery().contains("child_id") ? "?child_id=1&theme=space" : "?x=y";
            String body = operation.fields().isEmpty() ? null : good(operation, null, null);
            for (String text : TEXTS) {
                for (String name : operation.inQuery()) {
                    tryOut(operation, path + query + "&" + name + "=" + text, List.of(), body);
                }
                for (String name : operation.inHeader()) {
                    tryOut(operation, path + query, List.of(name + ": " + text), body);
                }
                if (operation.path().contains("{")) {
                    String odd = "/api/v1" + operation.path().replaceAll("\\{[a-z_]+}", Matcher.quoteReplacement(text));
                    tryOut(operation, odd + query, List.of(), body);
                }
            }
            for (String name : operation.fields()) {
                for (String value : JSON) {
                    tryOut(operation, path, List.of(), good(operation, name, value));
                }
            }
        }
        assertThat(edge.get("/children", token).status()).isEqualTo(200);
        assertThat(used() - before).as("bytes that stay").isLessThan(MOST_THAT_STAYS);
    }

    private static void tryOut(Operation operation, String uri, List<String> headers, String body) {
        List<String> all = new ArrayList<>(headers);
        all.add("Authorization: Bearer " + token);
        all.add("Content-Type: application/json");
        assertHarmless(operation.method() + " " + uri, all, body, StandardCharsets.UTF_8, "in one place");
    }

    private static String good(Operation operation, String name, String value) {
        Map<String, String> fields = new TreeMap<>();
        operation.fields().stream().filter(GOOD::containsKey).forEach(known -> fields.put(known, GOOD.get(known)));
        if (name != null) {
            fields.put(name, value);
        }
        return fields.entrySet().stream()
                .map(field -> "\"" + field.getKey() + "\":" + field.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static void assertHarmless(String line, List<String> headers, String body, Charset charset, String why) {
        assertThat(send(line, headers, body, charset))
                .as("%s: %s %s", why, line, body)
                .matches("(?s)HTTP/1\\.[01] [234].*")
                .doesNotContain("Exception", "\tat ", "PSQL", "io.vertx", "SELECT");
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static <T> T any(Random random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static String uri(Operation operation, Random random) {
        StringBuilder uri = new StringBuilder("/api/v1");
        for (String part : operation.path().substring(1).split("/")) {
            uri.append('/').append(part.startsWith("{") ? any(random, TEXTS) : part);
        }
        char separator = '?';
        for (String name : operation.inQuery()) {
            for (int k = random.nextInt(3); k > 0; k--) {
                uri.append(separator).append(name).append('=').append(any(random, TEXTS));
                separator = '&';
            }
        }
        return uri.toString();
    }

    private static String body(Operation operation, Random random) {
        if (random.nextInt(6) == 0) {
            return any(random, JSON);
        }
        List<String> fields = new ArrayList<>();
        for (String name : operation.fields()) {
            for (int k = random.nextInt(8) == 0 ? 2 : random.nextInt(8) == 0 ? 0 : 1; k > 0; k--) {
                fields.add("\"" + name + "\":" + any(random, JSON));
            }
        }
        if (random.nextInt(5) == 0) {
            fields.add("\"__proto__\":" + any(random, JSON));
        }
        return "{" + String.join(",", fields) + "}";
    }

    /** By hand, since a proper client refuses to send most of it. */
    private static String send(String line, List<String> headers, String body, Charset charset) {
        byte[] bytes = body == null ? new byte[0] : body.getBytes(charset);
        StringBuilder request = new StringBuilder(line).append(" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n");
        headers.forEach(header -> request.append(header).append("\r\n"));
        request.append("Content-Length: ").append(bytes.length).append("\r\n\r\n");
        try (Socket socket = new Socket("127.0.0.1", edge.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().write(bytes);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError("no answer to " + line + " " + body, e);
        }
    }
}
