package com.intergalacticteacher.trace;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where traces go.
 *
 * @param endpoint an OpenTelemetry collector's OTLP/HTTP port, as {@code http://collector:4318}; null: nothing is traced
 * @param sampled of a hundred requests that come without a trace of their own, so many are traced
 * @param service the name of this program there
 */
public record TraceConfig(@Nullable URI endpoint, int sampled, String service) {
    public static final int DEFAULT_SAMPLED = 100;
    public static final String DEFAULT_SERVICE = "intergalactic-teacher";
}
