package com.intergalacticteacher.stage.metadata;

import com.intergalacticteacher.bus.Stage;
import com.intergalacticteacher.stream.Stages;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** Describes every approved chapter, which completes it. */
public final class MetadataVerticle extends VerticleBase {
    private final Stages stages;

    public MetadataVerticle(Stages stages) {
        this.stages = stages;
    }

    @Override
    public Future<?> start() {
        return stages.consume(Stage.METADATA, Description::complete).completion();
    }
}
