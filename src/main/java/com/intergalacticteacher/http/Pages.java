package com.intergalacticteacher.http;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The page's files, from memory: they are few, and were compressed when they were built. */
public final class Pages implements Handler<RoutingContext> {
    private static final String ROOT = "/webroot";
    private static final String INDEX = "/index.html";
    /** The page's own addresses. */
    private static final Pattern VIEWS =
            Pattern.compile("/|/(?:children|streams|stories|live)/[0-9]+|/(?:library|settings|sign-in|sign-up)");

    private static final Map<String, String> SUFFIXES = Map.of("br", ".br", "gzip", ".gz");
    private static final List<String> PREFERENCE = List.of("br", "gzip");

    private final Map<String, Asset> assets;

    Pages(Map<String, Asset> assets) {
        this.assets = Map.copyOf(assets);
    }

    /** Reads them from the class path; none, where the program was built without its page. */
    public static Future<Pages> load(Vertx vertx) {
        return vertx.executeBlocking(() -> new Pages(read()), false);
    }

    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        boolean isRead = HttpMethod.GET.equals(request.method()) || HttpMethod.HEAD.equals(request.method());
        Asset asset = isRead ? find(request.uri(), context.normalizedPath()) : null;
        Asset lost = isRead && isNavigation(request) ? assets.get(INDEX) : null;
        if (asset != null) {
            answer(context, asset);
        } else if (lost != null) {
            context.response().setStatusCode(404);
            send(context, lost);
        } else {
            context.next();
        }
    }

    /** Every address of the page is the same file; which view it shows is decided there. */
    private @Nullable Asset find(String uri, String path) {
        boolean isView = VIEWS.matcher(path).matches() && uri.startsWith("/");
        return isView ? assets.get(INDEX) : assets.get(path);
    }

    /** Somebody followed a link to nowhere: the page says so in its own words, a program gets a problem. */
    private static boolean isNavigation(HttpServerRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return accept != null && accept.contains("text/html");
    }

    private static void answer(RoutingContext context, Asset asset) {
        String known = context.request().getHeader(HttpHeaders.IF_NONE_MATCH);
        context.response()
                .putHeader(HttpHeaders.ETAG, asset.etag())
                .putHeader(HttpHeaders.VARY, "Accept-Encoding")
                .putHeader(
                        HttpHeaders.CACHE_CONTROL,
                        asset.isHashed() ? "public, max-age=31536000, immutable" : "no-cache");
        if (known != null && known.contains(asset.etag())) {
            context.response().setStatusCode(304).end();
        } else {
            send(context, asset);
        }
    }

    private static void send(RoutingContext context, Asset asset) {
        HttpServerResponse response = context.response().putHeader(HttpHeaders.CONTENT_TYPE, asset.type());
        Buffer content = encoded(context, asset);
        if (HttpMethod.HEAD.equals(context.request().method())) {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(content.length()))
                    .end();
        } else {
            response.end(content);
        }
    }

    private static Buffer encoded(RoutingContext context, Asset asset) {
        AcceptEncoding accepted = AcceptEncoding.of(context.request().getHeader(HttpHeaders.ACCEPT_ENCODING));
        for (String encoding : PREFERENCE) {
            Buffer content = asset.encodings().get(encoding);
            if (content != null && accepted.takes(encoding)) {
                context.response().putHeader(HttpHeaders.CONTENT_ENCODING, encoding);
                return content;
            }
        }
        return asset.content();
    }

    private static Map<String, Asset> read() throws IOException {
        URL index = Pages.class.getResource(ROOT + INDEX);
        if (index == null) {
            return Map.of();
        }
        URI uri = uri(index);
        if (!"jar".equals(uri.getScheme())) {
            return read(Path.of(uri).resolveSibling(""));
        }
        try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
            return read(jar.getPath(ROOT));
        }
    }

    private static URI uri(URL url) throws IOException {
        try {
            return url.toURI();
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    private static Map<String, Asset> read(Path root) throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.put("/" + root.relativize(path).toString().replace('\\', '/'), Files.readAllBytes(path));
            }
        }
        Map<String, Asset> assets = new HashMap<>();
        files.forEach((path, content) -> {
            if (SUFFIXES.values().stream().noneMatch(path::endsWith)) {
                assets.put(path, Asset.of(path, content, encodings(path, files)));
            }
        });
        return assets;
    }

    private static Map<String, Buffer> encodings(String path, Map<String, byte[]> files) {
        Map<String, Buffer> encodings = new HashMap<>();
        SUFFIXES.forEach((encoding, suffix) -> {
            byte[] content = files.get(path + suffix);
            if (content != null) {
                encodings.put(encoding, Buffer.buffer(content));
            }
        });
        return encodings;
    }
}
