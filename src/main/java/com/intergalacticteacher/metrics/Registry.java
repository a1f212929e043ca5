package com.intergalacticteacher.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.micrometer.Label;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The one registry that Prometheus scrapes: ours, Vert.x's and the JVM's meters. */
public final class Registry {
    private static final Pattern PATH = Pattern.compile("/(?:api|health|metrics)(?![^/?])");

    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics gc = new JvmGcMetrics();

    public Registry() {
        new JvmMemoryMetrics().bindTo(meters);
        new JvmThreadMetrics().bindTo(meters);
        new ProcessorMetrics().bindTo(meters);
        new FileDescriptorMetrics().bindTo(meters);
        gc.bindTo(meters);
    }

    public MeterRegistry meters() {
        return meters;
    }

    /**
     * Vert.x, measured; without the event bus: its addresses are streams, and one meter each would never end. What goes
     * out to a model or to PostgreSQL is measured where it is asked for; here it would cost every read and every stream.
     */
    public VertxBuilder vertx(VertxOptions options) {
        MicrometerMetricsOptions measured = new MicrometerMetricsOptions()
                .setEnabled(true)
                .setLabels(EnumSet.of(Label.HTTP_CODE, Label.HTTP_METHOD, Label.POOL_TYPE, Label.POOL_NAME))
                .setServerRequestTagsProvider(request -> List.of(Tag.of("path", path(request.uri()))))
                .addDisabledMetricsCategory(MetricsDomain.EVENT_BUS)
                .addDisabledMetricsCategory(MetricsDomain.HTTP_CLIENT)
                .addDisabledMetricsCategory(MetricsDomain.NET_CLIENT);
        return Vertx.builder()
                .with(options.setMetricsOptions(measured))
                .withMetrics(new MicrometerMetricsFactory(meters));
    }

    /** How the path begins: a family's requests, a machine's, or else the page. */
    private static String path(String uri) {
        Matcher path = PATH.matcher(uri);
        return path.lookingAt() ? path.group() : "/";
    }

    public String scrape() {
        return meters.scrape();
    }
}
