package com.intergalacticteacher.trace;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A collector of traces on a free loopback port: OTLP over HTTP, protocol buffers read by hand. */
final class Collector {
    /** One finished span; times in nanoseconds, {@code parent} empty for the first of a trace. */
    record Seen(String traceId, String id, String parent, String name, long start, long end, List<String> events) {}

    private final List<Seen> spans = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    private Collector(Vertx vertx) {
        server = vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> {
                    if (request.path().equals("/v1/traces")) {
                        take(body);
                    }
                    request.response()
                            .putHeader("Content-Type", "application/x-protobuf")
                            .end();
                }));
    }

    static Future<Collector> start(Vertx vertx) {
        Collector collector = new Collector(vertx);
        return collector.server.listen(0, "127.0.0.1").map(collector);
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.actualPort());
    }

    List<Seen> spans() {
        return spans;
    }

    /** ExportTraceServiceRequest: resource_spans (1), scope_spans (2), spans (2). */
    private void take(Buffer body) {
        for (Field resource : fields(body, 1)) {
            for (Field scope : fields(resource.bytes(), 2)) {
                fields(scope.bytes(), 2).forEach(span -> spans.add(span(span.bytes())));
            }
        }
    }

    private static Seen span(Buffer span) {
        return new Seen(
                hex(span, 1),
                hex(span, 2),
                hex(span, 4),
                text(span, 5),
                fields(span, 7).get(0).number(),
                fields(span, 8).get(0).number(),
                fields(span, 11).stream().map(event -> text(event.bytes(), 2)).toList());
    }

    private static String hex(Buffer message, int number) {
        List<Field> found = fields(message, number);
        return found.isEmpty()
                ? ""
                : HexFormat.of().formatHex(found.get(0).bytes().getBytes());
    }

    private static String text(Buffer message, int number) {
        return fields(message, number).get(0).bytes().toString(StandardCharsets.UTF_8);
    }

    /** Either a number or bytes. */
    private record Field(long number, Buffer bytes) {}

    /** Those of one number, of the wire's four kinds: variable, 64 bits, with a length, 32 bits. */
    private static List<Field> fields(Buffer message, int number) {
        List<Field> found = new ArrayList<>();
        int at = 0;
        while (at < message.length()) {
            long[] tag = variable(message, at);
            at = (int) tag[1];
            int kind = (int) (tag[0] & 7);
            Field field;
            if (kind == 2) {
                long[] length = variable(message, at);
                int from = (int) length[1];
                at = from + (int) length[0];
                field = new Field(0, message.slice(from, at));
            } else if (kind == 0) {
                long[] value = variable(message, at);
                at = (int) value[1];
                field = new Field(value[0], Buffer.buffer());
            } else {
                field = new Field(kind == 1 ? message.getLongLE(at) : message.getIntLE(at), Buffer.buffer());
                at += kind == 1 ? 8 : 4;
            }
            if (tag[0] >>> 3 == number) {
                found.add(field);
            }
        }
        return found;
    }

    /** The number, and where it ends. */
    private static long[] variable(Buffer message, int from) {
        long value = 0;
        int shift = 0;
        int at = from;
        while (true) {
            byte next = message.getByte(at++);
            value |= (long) (next & 0x7f) << shift;
            shift += 7;
            if (next >= 0) {
                return new long[] {value, at};
            }
        }
    }
}
