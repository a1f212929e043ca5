package com.intergalacticteacher.stage.safety;

import com.intergalacticteacher.bus.Stage;
import com.intergalacticteacher.event.Brief;
import com.intergalacticteacher.event.ErrorCode;
import com.intergalacticteacher.event.StoryEvent;
import com.intergalacticteacher.event.Verdict;
import com.intergalacticteacher.event.Words;
import com.intergalacticteacher.moderation.Finding;
import com.intergalacticteacher.moderation.Judge;
import com.intergalacticteacher.moderation.Judgement;
import com.intergalacticteacher.moderation.ModerationMetrics;
import com.intergalacticteacher.moderation.Moderator;
import com.intergalacticteacher.moderation.Screen;
import com.intergalacticteacher.storyteller.StandIn;
import com.intergalacticteacher.stream.Cut;
import com.intergalacticteacher.stream.Cuts;
import com.intergalacticteacher.stream.Draft;
import com.intergalacticteacher.stream.Revisions;
import com.intergalacticteacher.stream.StageWork;
import com.intergalacticteacher.stream.StreamFailedException;
import com.intergalacticteacher.stream.StreamWriter;
import io.vertx.core.Future;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The verdict on one chapter: approved, or cut back and told on, at most {@link Revisions#MOST} times. The screen says
 * where a chapter turns bad; a moderator refuses it as a whole, and it is told again from its beginning.
 */
final class SafetyCheck {
    private static final int PERCENT = 90;

    private final Screen screen;
    private final @Nullable Moderator moderator;
    private final Cuts cuts;
    private final ModerationMetrics metrics;

    SafetyCheck(Screen screen, @Nullable Moderator moderator, Cuts cuts, ModerationMetrics metrics) {
        this.screen = screen;
        this.moderator = moderator;
        this.cuts = cuts;
        this.metrics = metrics;
    }

    Future<StageWork.Result> run(Draft draft, StreamWriter writer) {
        writer.progress(Stage.SAFETY_CHECK.id(), "Making sure it is right for you...", PERCENT);
        Brief.Hero child = draft.brief().child();
        Optional<Finding> finding = screen.examine(draft.text(), child.age(), child.language());
        Judgement screened = finding.map(Judgement::of).orElseGet(() -> Judgement.approved(1, Judge.SCREEN));
        metrics.verdict(screened);
        if (finding.isPresent()) {
            return reject(draft, writer, screened, finding.get().start());
        }
        return judge(screened, draft.text(), child)
                .compose(judgement ->
                        judgement.approved() ? approve(draft, writer, judgement) : reject(draft, writer, judgement, 0));
    }

    /** Without a moderator the screen has judged alone. */
    private Future<Judgement> judge(Judgement screened, String text, Brief.Hero child) {
        return moderator == null
                ? Future.succeededFuture(screened)
                : moderator.judge(StandIn.hiding(child.name()).apply(text), child.age());
    }

    private static Future<StageWork.Result> approve(Draft draft, StreamWriter writer, Judgement judgement) {
        StoryEvent.SafetyCheck verdict =
                new StoryEvent.SafetyCheck(Verdict.APPROVED, judgement.score(), judgement.categories());
        writer.event(verdict);
        return Future.succeededFuture(new StageWork.Result.Next(draft.judged(verdict)));
    }

    private Future<StageWork.Result> reject(Draft draft, StreamWriter writer, Judgement judgement, int from) {
        String category = judgement.category();
        writer.event(new StoryEvent.SafetyCheck(Verdict.REJECTED, judgement.score(), judgement.categories()));
        int keep = Revisions.keep(draft.text(), from);
        String by = Words.of(judgement.by());
        Future<Void> kept = cuts.keep(draft, new Cut(keep, draft.text().substring(keep), category, by));
        if (draft.revisions() == Revisions.MOST) {
            return kept.transform(
                    done -> Future.failedFuture(new StreamFailedException(ErrorCode.UNSAFE_CONTENT, category)));
        }
        writer.revise(keep, category);
        return kept.transform(done -> Future.succeededFuture(new StageWork.Result.Again(draft.revised(category))));
    }
}
