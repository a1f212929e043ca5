package com.intergalacticteacher.testing;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** A viewer that reads lines, as a program of the seed's does. Blocks the test's own thread. */
public final class SseStream implements AutoCloseable {
    /** One event, and the id it came under. */
    public record Event(String id, JsonObject data) {
        public String type() {
            return data.getString("type");
        }

        public int seq() {
            return Integer.parseInt(id.substring(id.indexOf(':') + 1));
        }

        /** As in {@code node generate_content started}. */
        public String name() {
            return type().equals("node") ? "node " + data.getString("node") + " " + data.getString("status") : type();
        }
    }

    private final HttpResponse<Stream<String>> response;
    private final Iterator<String> lines;
    private final List<String> fields = new ArrayList<>();
    private String id = "";

    private SseStream(HttpResponse<Stream<String>> response) {
        this.response = response;
        lines = response.body().iterator();
    }

    public static SseStream open(HttpClient client, URI uri, String token, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(60));
        request.header("Authorization", "Bearer " + token);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return new SseStream(client.send(request.build(), HttpResponse.BodyHandlers.ofLines()));
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    public int status() {
        return response.statusCode();
    }

    public String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    /** The number in {@code Content-Location}. */
    public long streamId() {
        String location = header("Content-Location");
        return Long.parseLong(location.substring(location.lastIndexOf('/') + 1));
    }

    /** The next event; null at the end. */
    public Event next() {
        try {
            while (lines.hasNext()) {
                String line = lines.next();
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("data: ")) {
                    return new Event(id, new JsonObject(line.substring(6)));
                } else if (!line.isEmpty() && !line.startsWith(":")) {
                    fields.add(line);
                }
            }
            return null;
        } catch (UncheckedIOException e) {
            return null;
        }
    }

    /** All up to the first of that type, inclusive. */
    public List<Event> until(String type) {
        List<Event> events = new ArrayList<>();
        for (Event event = next(); event != null; event = next()) {
            events.add(event);
            if (event.type().equals(type)) {
                return events;
            }
        }
        throw new AssertionError("no " + type + " in " + events);
    }

    /** All up to the end of the response. */
    public List<Event> rest() {
        List<Event> events = new ArrayList<>();
        for (Event event = next(); event != null; event = next()) {
            events.add(event);
        }
        return events;
    }

    /** The next comment, which is a heartbeat; events before it are passed over. */
    public String comment() {
        while (lines.hasNext()) {
            String line = lines.next();
            if (line.startsWith(":")) {
                return line;
            } else if (line.startsWith("id: ")) {
                id = line.substring(4);
            }
        }
        throw new AssertionError("the stream ended without a comment");
    }

    /** The id of the frame that came last, be it without data. */
    public String lastId() {
        return id;
    }

    /** Fields that are neither ids nor data. */
    public List<String> fields() {
        return fields;
    }

    /** The story of these events: chunks at their offsets, revisions applied. */
    public static String story(List<Event> events) {
        StringBuilder story = new StringBuilder();
        for (Event event : events) {
            if (event.type().equals("content")) {
                if (event.data().getInteger("offset") != story.length()) {
                    throw new AssertionError("a hole before " + event);
                }
                story.append(event.data().getString("chunk"));
            } else if (event.type().equals("revision")) {
                story.setLength(event.data().getInteger("keep"));
            }
        }
        return story.toString();
    }

    @Override
    public void close() {
        response.body().close();
    }
}
