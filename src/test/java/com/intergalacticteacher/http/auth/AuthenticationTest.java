package com.intergalacticteacher.http.auth;

import static com.intergalacticteacher.testing.TestObjects.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.account.AccountRefused;
import com.intergalacticteacher.account.AccountRefused.Reason;
import com.intergalacticteacher.account.Identity;
import com.intergalacticteacher.account.Tokens;
import com.intergalacticteacher.http.Contract;
import com.intergalacticteacher.http.Failures;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which credential counts where there are several; the first letter of each says what becomes of it. */
class AuthenticationTest {
    private static final Vertx vertx = Vertx.vertx();
    private static final HttpClient client = HttpClient.newHttpClient();
    private static HttpServer server;

    @BeforeAll
    static void serve() {
        Authentication authentication = new Authentication(new FirstLetters(), null, true);
        Router router = Router.router(vertx);
        router.get("/")
                .handler(authentication.of(
                        await(Contract.load(vertx)).operations().operation("attachStream")))
                .handler(context -> context.response().end())
                .failureHandler(new Failures());
        server = await(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
    }

    @AfterAll
    static void stop() {
        await(vertx.close());
    }

    private static final class FirstLetters implements Tokens {
        @Override
        public Future<Identity> identify(String token) {
            return switch (token.charAt(0)) {
                case 'g' -> Future.succeededFuture(new Identity(1, null, Instant.MAX));
                case 'b' -> Future.failedFuture(new AccountRefused(Reason.BAD_TOKEN));
                case 'k' -> Future.failedFuture(new AccountRefused(Reason.KEYS_OUT_OF_REACH));
                default -> Future.failedFuture(new ConnectException("no database"));
            };
        }

        @Override
        public Future<Identity> identifyCookie(String cookie) {
            return identify(cookie);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "good,   ,       ,     200",
        "bad,    ,       ,     401",
        "bad,    good,   ,     200",
        "bad,    bad,    good, 401",
        "      , bad,    good, 200",
        "      , bad,    ,     401",
        "keys,   ,       ,     503",
        "keys,   bad,    ,     503",
        "outage, bad,    ,     503",
        "bad,    outage, ,     503",
        "      , outage, ,     503",
        "      , keys,   bad,  503",
        "      , bad,    keys, 503",
    })
    void of_severalCredentials_onlyABadOneGivesWay(String header, String cookie, String query, int status)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + server.actualPort() + "/" + (query == null ? "" : "?token=" + query)));
        if (header != null) {
            request.header("Authorization", "Bearer " + header);
        }
        if (cookie != null) {
            request.header("Cookie", "session=" + cookie);
        }

        assertThat(client.send(request.build(), BodyHandlers.discarding()).statusCode())
                .isEqualTo(status);
    }
}
