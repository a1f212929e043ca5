package com.intergalacticteacher.stage.safety;

import com.intergalacticteacher.bus.Stage;
import com.intergalacticteacher.moderation.ModerationMetrics;
import com.intergalacticteacher.moderation.Moderator;
import com.intergalacticteacher.moderation.Screen;
import com.intergalacticteacher.stream.Cuts;
import com.intergalacticteacher.stream.Stages;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Gives every finished chapter its verdict. */
public final class SafetyVerticle extends VerticleBase {
    private final Stages stages;
    private final Supplier<Screen> screen;
    private final @Nullable Moderator moderator;
    private final Cuts cuts;
    private final ModerationMetrics metrics;

    /** {@code moderator} is null where the screen judges alone. */
    public SafetyVerticle(
            Stages stages,
            Supplier<Screen> screen,
            @Nullable Moderator moderator,
            Cuts cuts,
            ModerationMetrics metrics) {
        this.stages = stages;
        this.screen = screen;
        this.moderator = moderator;
        this.cuts = cuts;
        this.metrics = metrics;
    }

    @Override
    public Future<?> start() {
        return stages.consume(
                        Stage.SAFETY_CHECK,
                        (draft, writer) -> new SafetyCheck(screen.get(), moderator, cuts, metrics).run(draft, writer))
                .completion();
    }
}
