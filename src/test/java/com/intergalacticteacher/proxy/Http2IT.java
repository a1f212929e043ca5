package com.intergalacticteacher.proxy;

import static com.intergalacticteacher.testing.ScriptedUpstream.done;
import static com.intergalacticteacher.testing.ScriptedUpstream.finish;
import static com.intergalacticteacher.testing.ScriptedUpstream.text;
import static com.intergalacticteacher.testing.TestObjects.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.testing.Certificate;
import com.intergalacticteacher.testing.ScriptedUpstream;
import com.intergalacticteacher.testing.Server;
import com.intergalacticteacher.testing.SseStream;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** As a gateway uses it: hundreds of streams over one connection, which survives that they are all cancelled at once. */
class Http2IT {
    private static final int VIEWERS = 300;
    private static final int ROUNDS = 2;

    private final Vertx vertx = Vertx.vertx();

    @TempDir
    Path folder;

    private Server server;
    private HttpClientAgent gateway;

    /** One viewer's request; {@code shown} completes with its first words, {@code ended} with its last. */
    private record Viewer(HttpClientRequest request, Promise<Void> shown, Promise<Void> ended) {}

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void connection_withHundredsOfStreamsCancelledTogether_goesOn(boolean isSecure) throws Exception {
        Promise<Void> goOn = Promise.promise();
        ScriptedUpstream upstream = await(ScriptedUpstream.start(vertx));
        upstream.then(
                text("A little robin sang. "), exchange -> goOn.future(), text("The end."), finish("stop"), done());
        server = isSecure
                ? Server.start(upstream, Map.of(), Certificate.make(folder))
                : Server.start(upstream, Map.of("HTTP2_CLEARTEXT", "true"));
        AtomicInteger connections = new AtomicInteger();
        gateway = vertx.httpClientBuilder()
                .with(new HttpClientOptions()
                        .setProtocolVersion(HttpVersion.HTTP_2)
                        .setHttp2ClearTextUpgrade(false)
                        .setSsl(isSecure)
                        .setUseAlpn(isSecure)
                        .setTrustAll(true)
                        .setVerifyHost(false))
                .with(new PoolOptions().setHttp2MaxSize(1))
                .withConnectHandler(connection -> connections.incrementAndGet())
                .build();
        try (SseStream first = server.generate("ocean")) {
            first.until("content");
            String path = "/api/v1/stories/streams/" + first.streamId();
            for (int round = 0; round < ROUNDS; round++) {
                List<Viewer> viewers = await(open(path));
                await(Future.all(
                        viewers.stream().map(viewer -> viewer.shown().future()).toList()));
                viewers.forEach(viewer -> viewer.request().reset());
            }
            List<Viewer> last = await(open(path));
            goOn.complete();
            await(Future.all(
                    last.stream().map(viewer -> viewer.ended().future()).toList()));
        } finally {
            server.close();
            await(vertx.close());
        }
        assertThat(connections).hasValue(1);
    }

    private Future<List<Viewer>> open(String path) {
        return Future.all(IntStream.range(0, VIEWERS).mapToObj(i -> view(path)).toList())
                .map(all -> all.list());
    }

    private Future<Viewer> view(String path) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setHost("127.0.0.1")
                .setPort(server.port())
                .setURI(path)
                .putHeader("Authorization", "Bearer " + server.token());
        return gateway.request(options).map(request -> {
            Viewer viewer = new Viewer(request, Promise.promise(), Promise.promise());
            request.send().onFailure(viewer.shown()::tryFail).onSuccess(response -> {
                response.handler(bytes -> {
                    if (bytes.toString().contains("robin")) {
                        viewer.shown().tryComplete();
                    }
                });
                response.exceptionHandler(viewer.ended()::tryFail);
                response.endHandler(v -> viewer.ended().tryComplete());
            });
            return viewer;
        });
    }
}
