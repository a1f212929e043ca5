package com.intergalacticteacher.storyteller;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Consumer;

/** Lets go of everything upstream in a long pause, and asks again, from the text so far, when it is over. */
public final class PatientStoryteller implements Storyteller {
    private final Vertx vertx;
    private final Storyteller storyteller;
    private final Duration longPause;
    private final StorytellerMetrics metrics;

    public PatientStoryteller(Vertx vertx, Storyteller storyteller, Duration longPause, StorytellerMetrics metrics) {
        this.vertx = vertx;
        this.storyteller = storyteller;
        this.longPause = longPause;
        this.metrics = metrics;
    }

    @Override
    public Telling tell(Request request, Consumer<String> onText) {
        return new PatientTelling(vertx, storyteller, longPause.toMillis(), metrics, request, onText).start();
    }
}
