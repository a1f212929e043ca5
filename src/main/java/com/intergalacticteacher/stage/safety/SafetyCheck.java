package com.intergalacticteacher.stage.safety;

import com.intergalacticteacher.bus.Stage;
import com.intergalacticteacher.event.ErrorCode;
import com.intergalacticteacher.event.StoryEvent;
import com.intergalacticteacher.event.Verdict;
import com.intergalacticteacher.moderation.Finding;
import com.intergalacticteacher.moderation.Screen;
import com.intergalacticteacher.stream.Draft;
import com.intergalacticteacher.stream.Revisions;
import com.intergalacticteacher.stream.StageWork;
import com.intergalacticteacher.stream.StreamFailedException;
import com.intergalacticteacher.stream.StreamWriter;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** The verdict on one chapter: approved, or cut back and told on, at most {@link Revisions#MOST} times. */
final class SafetyCheck {
    private static final int PERCENT = 90;

    private final Screen screen;

    SafetyCheck(Screen screen) {
        this.screen = screen;
    }

    Future<StageWork.Result> run(Draft draft, StreamWriter writer) {
        writer.progress(Stage.SAFETY_CHECK.id(), "Making sure it is right for you...", PERCENT);
        Optional<Finding> finding =
                screen.examine(draft.text(), draft.brief().child().age());
        return finding.map(found -> reject(draft, writer, found)).orElseGet(() -> approve(draft, writer));
    }

    private static Future<StageWork.Result> approve(Draft draft, StreamWriter writer) {
        StoryEvent.SafetyCheck verdict = new StoryEvent.SafetyCheck(Verdict.APPROVED, 1.0, List.of());
        writer.event(verdict);
        return Future.succeededFuture(new StageWork.Result.Next(draft.judged(verdict)));
    }

    private static Future<StageWork.Result> reject(Draft draft, StreamWriter writer, Finding finding) {
        writer.event(new StoryEvent.SafetyCheck(Verdict.REJECTED, 0.0, List.of(finding.category())));
        if (draft.revisions() == Revisions.MOST) {
            return Future.failedFuture(new StreamFailedException(ErrorCode.UNSAFE_CONTENT, finding.category()));
        }
        writer.revise(Revisions.keep(draft.text(), finding.start()), finding.category());
        return Future.succeededFuture(new StageWork.Result.Again(draft.revised(finding.category())));
    }
}
