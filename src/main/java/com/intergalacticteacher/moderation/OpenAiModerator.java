package com.intergalacticteacher.moderation;

import io.vertx.circuitbreaker.CircuitBreaker;
import io.vertx.circuitbreaker.CircuitBreakerOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Any OpenAI-compatible {@code /moderations}. After some failures in a short time it is not asked for a while, and every
 * text is refused at once, so that a child waits for nothing that will not come. Thread-safe.
 */
public final class OpenAiModerator implements Moderator {
    /** Failures within ten seconds after which it is not asked any more. */
    static final int MAX_FAILURES = 5;
    /** How long it is not asked then, before one text is tried. */
    static final Duration REST = Duration.ofSeconds(10);

    private static final int MAX_CONNECTIONS = 32;
    private static final Logger LOG = LoggerFactory.getLogger(OpenAiModerator.class);

    private final WebClient client;
    private final CircuitBreaker breaker;
    private final ModeratorConfig config;
    private final String moderations;
    private final Thresholds thresholds;
    private final ModerationMetrics metrics;

    /** Asks nothing yet. */
    public OpenAiModerator(Vertx vertx, ModeratorConfig config, Thresholds thresholds, ModerationMetrics metrics) {
        this(vertx, config, thresholds, metrics, REST);
    }

    OpenAiModerator(
            Vertx vertx, ModeratorConfig config, Thresholds thresholds, ModerationMetrics metrics, Duration rest) {
        this.config = config;
        this.moderations = config.baseUrl() + "/moderations";
        Duration timeout = config.timeout();
        this.thresholds = thresholds;
        this.metrics = metrics;
        this.client = WebClient.create(
                vertx,
                new WebClientOptions().setFollowRedirects(false).setConnectTimeout((int) timeout.toMillis()),
                new PoolOptions().setHttp1MaxSize(MAX_CONNECTIONS));
        CircuitBreakerOptions options = new CircuitBreakerOptions()
                .setMaxFailures(MAX_FAILURES)
                .setTimeout(timeout.toMillis())
                .setResetTimeout(rest.toMillis());
        this.breaker = CircuitBreaker.create("moderator", vertx, options)
                .openHandler(nothing -> LOG.warn("moderator rests: every text is refused meanwhile"))
                .closeHandler(nothing -> LOG.info("moderator answers again"));
    }

    @Override
    public Future<Judgement> judge(String text, int age) {
        return breaker.execute(() -> request(text))
                .map(scores -> judgement(scores, age))
                .otherwise(this::unavailable)
                .onSuccess(metrics::verdict);
    }

    private Future<Map<String, Double>> request(String text) {
        HttpRequest<Buffer> request =
                client.postAbs(moderations).timeout(config.timeout().toMillis());
        String apiKey = config.apiKey();
        if (apiKey != null) {
            request.bearerTokenAuthentication(apiKey);
        }
        return request.sendJsonObject(
                        new JsonObject().put("model", config.model()).put("input", text))
                .map(OpenAiModerator::scores);
    }

    /** The score of every category; a category the server flags by its own measure counts in full. */
    private static Map<String, Double> scores(HttpResponse<Buffer> response) {
        if (response.statusCode() != 200) {
            throw new IllegalStateException("status " + response.statusCode());
        }
        JsonArray results = response.bodyAsJsonObject().getJsonArray("results", new JsonArray());
        if (results.size() != 1) {
            throw new IllegalStateException(results.size() + " results (expected: 1)");
        }
        JsonObject result = results.getJsonObject(0);
        JsonObject flags = result.getJsonObject("categories", new JsonObject());
        JsonObject numbers = result.getJsonObject("category_scores", new JsonObject());
        Map<String, Double> scores = new TreeMap<>();
        for (String category : numbers.fieldNames()) {
            scores.put(category, numbers.getDouble(category));
        }
        for (String category : flags.fieldNames()) {
            if (Boolean.TRUE.equals(flags.getBoolean(category))) {
                scores.put(category, 1.0);
            }
        }
        if (Boolean.TRUE.equals(result.getBoolean("flagged")) && !scores.containsValue(1.0)) {
            scores.put("flagged", 1.0);
        }
        if (scores.isEmpty()) {
            throw new IllegalStateException("no categories");
        }
        return scores;
    }

    private Judgement judgement(Map<String, Double> scores, int age) {
        double worst =
                scores.values().stream().mapToDouble(score -> score).max().orElse(1);
        double safe = 1 - Math.max(0, Math.min(1, worst));
        List<String> refused = thresholds.refused(scores, age);
        return refused.isEmpty()
                ? Judgement.approved(safe, Judge.MODERATOR)
                : Judgement.rejected(safe, refused, Judge.MODERATOR);
    }

    /** Neither the text nor the server's words may be logged. */
    private Judgement unavailable(Throwable cause) {
        LOG.debug("no verdict: {}", cause.getClass().getSimpleName());
        return Judgement.unavailable();
    }
}
