package com.intergalacticteacher.stage.safety;

import com.intergalacticteacher.bus.Stage;
import com.intergalacticteacher.moderation.Screen;
import com.intergalacticteacher.stream.Stages;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.function.Supplier;

/** Gives every finished chapter its verdict. */
public final class SafetyVerticle extends VerticleBase {
    private final Stages stages;
    private final Supplier<Screen> screen;

    public SafetyVerticle(Stages stages, Supplier<Screen> screen) {
        this.stages = stages;
        this.screen = screen;
    }

    @Override
    public Future<?> start() {
        return stages.consume(Stage.SAFETY_CHECK, (draft, writer) -> new SafetyCheck(screen.get()).run(draft, writer))
                .completion();
    }
}
