package com.intergalacticteacher.stage.generator;

import com.intergalacticteacher.bus.Stage;
import com.intergalacticteacher.event.Brief;
import com.intergalacticteacher.event.Ending;
import com.intergalacticteacher.event.ErrorCode;
import com.intergalacticteacher.event.NodeStatus;
import com.intergalacticteacher.event.StoryEvent;
import com.intergalacticteacher.event.Words;
import com.intergalacticteacher.moderation.Finding;
import com.intergalacticteacher.moderation.Judgement;
import com.intergalacticteacher.moderation.Screening;
import com.intergalacticteacher.storyteller.Storyteller;
import com.intergalacticteacher.storyteller.StorytellerException;
import com.intergalacticteacher.storyteller.Telling;
import com.intergalacticteacher.stream.Cut;
import com.intergalacticteacher.stream.Draft;
import com.intergalacticteacher.stream.Revisions;
import com.intergalacticteacher.stream.Signal;
import com.intergalacticteacher.stream.StageWork;
import com.intergalacticteacher.stream.StreamFailedException;
import com.intergalacticteacher.stream.StreamWriter;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import org.jspecify.annotations.Nullable;

/**
 * One chapter on its way from the storyteller through screen and moderator into the stream. What is refused is cut back
 * to the last whole sentence, and the storyteller goes on from there. Used on one context.
 */
final class Generation {
    private static final String DESCRIPTION = "Writing your story...";
    private static final int FIRST_PERCENT = 5;
    private static final int LAST_PERCENT = 80;

    private final Context context;
    private final Storyteller storyteller;
    private final Safeguards safeguards;
    private final int maxChunkWords;
    private final StreamWriter writer;
    private final Promise<StageWork.Result> result = Promise.promise();
    private final WordMeter words;

    private Draft draft;
    private StringBuilder told = new StringBuilder();
    private Graphemes graphemes;
    private Screening screening;
    private Judging judging;
    private Chunker chunker;
    private @Nullable Telling telling;
    private boolean isPaused;

    /** All that was cut so far. */
    private Future<Void> kept = Future.succeededFuture();

    Generation(
            Context context,
            Storyteller storyteller,
            Safeguards safeguards,
            int maxChunkWords,
            Draft draft,
            StreamWriter writer) {
        this.context = context;
        this.storyteller = storyteller;
        this.safeguards = safeguards;
        this.maxChunkWords = maxChunkWords;
        this.draft = draft;
        this.writer = writer;
        words = WordMeter.expecting(draft.brief().child());
        begin();
    }

    Future<StageWork.Result> run() {
        writer.onSignal(this::signal);
        writer.progress(Stage.GENERATE_CONTENT.id(), DESCRIPTION, FIRST_PERCENT);
        words.add(draft.text());
        tell();
        return result.future().eventually(() -> kept);
    }

    /** From what is written so far. */
    private void begin() {
        Brief.Hero child = draft.brief().child();
        String text = writer.text().toString();
        graphemes = new Graphemes();
        screening = safeguards.screen().screening(child.age(), child.language(), text);
        judging = new Judging(context, safeguards.moderator(), child, text.length(), this::write, this::refuse);
        chunker = Chunker.of(draft.granularity(), maxChunkWords);
    }

    private void tell() {
        String text = writer.text().toString();
        told = new StringBuilder(text);
        Telling current = storyteller.tell(
                new Storyteller.Request(draft.streamId(), draft.brief(), text, draft.constraint()), this::heard);
        telling = current;
        if (isPaused) {
            current.pause();
        }
        current.ending().onComplete(ending -> {
            if (telling == current) {
                end(ending);
            }
        });
    }

    /** A NUL cannot be stored, and no story needs one. */
    private void heard(String text) {
        String piece = text.indexOf(0) < 0 ? text : text.replace("\u0000", "");
        told.append(piece);
        pass(screening.push(graphemes.push(piece)));
        if (writer.isFull()) {
            hold();
        }
    }

    /**
     * What comes before an unfit phrase belongs to its sentence and goes with it; the sentences before it stay.
     *
     * @return whether it was fit; if not, another telling has begun, or the stream has failed
     */
    private boolean pass(String released) {
        Finding finding = screening.finding().orElse(null);
        if (finding == null) {
            judging.push(released);
            return true;
        }
        judging.push(released.substring(0, Revisions.keep(released, released.length())));
        Judgement judgement = Judgement.of(finding);
        safeguards.metrics().verdict(judgement);
        refuse(writer.text().length(), judgement);
        return false;
    }

    private void write(String text) {
        String chunk = chunker.push(text);
        if (!chunk.isEmpty()) {
            writer.content(chunk);
            words.add(chunk);
            writer.progress(Stage.GENERATE_CONTENT.id(), DESCRIPTION, words.percent(FIRST_PERCENT, LAST_PERCENT));
        }
    }

    /** A storyteller faster than the journal waits for it. */
    private void hold() {
        Telling current = telling;
        if (current != null) {
            current.pause();
            writer.onDrain(() -> {
                if (!isPaused) {
                    current.resume();
                }
            });
        }
    }

    private void end(AsyncResult<Ending> ending) {
        if (ending.failed()) {
            result.tryFail(failure(ending.cause()));
            return;
        }
        if (pass(screening.push(graphemes.finish()) + screening.finish())) {
            judging.finish().onSuccess(v -> finish(ending.result()));
        }
    }

    private void finish(Ending ending) {
        writer.content(chunker.finish());
        if (writer.text().toString().isBlank()) {
            result.tryFail(new StreamFailedException(ErrorCode.WORKFLOW_ERROR, "the storyteller told nothing"));
            return;
        }
        Telling current = telling;
        safeguards
                .ending(ending, draft.brief())
                .onSuccess(fit -> context.runOnContext(v -> {
                    if (telling == current) {
                        result.tryComplete(new StageWork.Result.Next(draft.told(fit)));
                    }
                }));
    }

    /** {@code offset}: where what was refused began, as far as it was shown. */
    private void refuse(int offset, Judgement judgement) {
        Telling stopped = telling;
        telling = null;
        judging.close();
        if (stopped != null) {
            stopped.cancel();
        }
        String category = judgement.category();
        int keep = Revisions.keep(writer.text(), Math.min(offset, writer.text().length()));
        String by = Words.of(judgement.by());
        Future<Void> cut = safeguards.cuts().keep(draft, new Cut(keep, told.substring(keep), category, by));
        kept = kept.eventually(() -> cut);
        if (draft.revisions() == Revisions.MOST) {
            result.tryFail(new StreamFailedException(ErrorCode.UNSAFE_CONTENT, category));
            return;
        }
        writer.revise(keep, category);
        draft = draft.revised(category);
        begin();
        tell();
    }

    private void signal(Signal signal) {
        isPaused = signal == Signal.PAUSE;
        Telling current = telling;
        if (signal.isFinal()) {
            telling = null;
            judging.close();
        }
        if (current == null) {
            return;
        }
        switch (signal) {
            case PAUSE -> {
                current.pause();
                announce(NodeStatus.PAUSED);
            }
            case RESUME -> {
                current.resume();
                announce(NodeStatus.RESUMED);
            }
            case CANCEL, TIMEOUT, RELEASE -> current.cancel();
        }
    }

    private void announce(NodeStatus status) {
        writer.event(new StoryEvent.Node(Stage.GENERATE_CONTENT.node(), status));
    }

    private static Throwable failure(Throwable cause) {
        if (!(cause instanceof StorytellerException failed)) {
            return cause;
        }
        ErrorCode code = switch (failed.kind()) {
            case UNAVAILABLE -> ErrorCode.STORYTELLER_UNAVAILABLE;
            case TIMEOUT -> ErrorCode.TIMEOUT;
            case BROKEN, CANCELLED -> ErrorCode.WORKFLOW_ERROR;
        };
        return new StreamFailedException(code, String.valueOf(failed.getMessage()));
    }
}
