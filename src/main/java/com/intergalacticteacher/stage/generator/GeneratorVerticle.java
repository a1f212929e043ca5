package com.intergalacticteacher.stage.generator;

import com.intergalacticteacher.bus.Stage;
import com.intergalacticteacher.storyteller.Storyteller;
import com.intergalacticteacher.stream.Draft;
import com.intergalacticteacher.stream.StageWork;
import com.intergalacticteacher.stream.Stages;
import com.intergalacticteacher.stream.StreamWriter;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.function.Supplier;

/** Has chapters told, screens them and writes them. */
public final class GeneratorVerticle extends VerticleBase {
    private final Stages stages;
    private final Storyteller storyteller;
    private final Supplier<Safeguards> safeguards;
    private final int maxChunkWords;

    public GeneratorVerticle(
            Stages stages, Storyteller storyteller, Supplier<Safeguards> safeguards, int maxChunkWords) {
        this.stages = stages;
        this.storyteller = storyteller;
        this.safeguards = safeguards;
        this.maxChunkWords = maxChunkWords;
    }

    @Override
    public Future<?> start() {
        return stages.consume(Stage.GENERATE_CONTENT, this::generate).completion();
    }

    private Future<StageWork.Result> generate(Draft draft, StreamWriter writer) {
        return new Generation(context, storyteller, safeguards.get(), maxChunkWords, draft, writer).run();
    }
}
