package com.intergalacticteacher.stage.generator;

import com.intergalacticteacher.bus.Stage;
import com.intergalacticteacher.event.ErrorCode;
import com.intergalacticteacher.event.NodeStatus;
import com.intergalacticteacher.event.StoryEvent;
import com.intergalacticteacher.moderation.Finding;
import com.intergalacticteacher.moderation.Screen;
import com.intergalacticteacher.moderation.Screening;
import com.intergalacticteacher.storyteller.Ending;
import com.intergalacticteacher.storyteller.Storyteller;
import com.intergalacticteacher.storyteller.StorytellerException;
import com.intergalacticteacher.storyteller.Telling;
import com.intergalacticteacher.stream.Draft;
import com.intergalacticteacher.stream.Revisions;
import com.intergalacticteacher.stream.Signal;
import com.intergalacticteacher.stream.StageWork;
import com.intergalacticteacher.stream.StreamFailedException;
import com.intergalacticteacher.stream.StreamWriter;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import org.jspecify.annotations.Nullable;

/** One chapter on its way from the storyteller through the screen into the stream. Used on one context. */
final class Generation {
    private static final String DESCRIPTION = "Writing your story...";
    private static final int FIRST_PERCENT = 5;
    private static final int LAST_PERCENT = 80;

    private final Storyteller storyteller;
    private final Screen screen;
    private final int maxChunkWords;
    private final StreamWriter writer;
    private final Promise<StageWork.Result> result = Promise.promise();
    private final WordMeter words;

    private Draft draft;
    private Screening screening;
    private Chunker chunker;
    private @Nullable Telling telling;
    private boolean isPaused;

    Generation(Storyteller storyteller, Screen screen, int maxChunkWords, Draft draft, StreamWriter writer) {
        this.storyteller = storyteller;
        this.screen = screen;
        this.maxChunkWords = maxChunkWords;
        this.draft = draft;
        this.writer = writer;
        words = WordMeter.expecting(draft.brief().child());
        screening = screening();
        chunker = chunker();
    }

    Future<StageWork.Result> run() {
        writer.onSignal(this::signal);
        writer.progress(Stage.GENERATE_CONTENT.id(), DESCRIPTION, FIRST_PERCENT);
        words.add(draft.text());
        tell();
        return result.future();
    }

    private Screening screening() {
        return screen.screening(draft.brief().child().age(), writer.text().toString());
    }

    private Chunker chunker() {
        return Chunker.of(draft.granularity(), maxChunkWords);
    }

    private void tell() {
        Telling current = storyteller.tell(
                new Storyteller.Request(
                        draft.streamId(), draft.brief(), writer.text().toString(), draft.constraint()),
                this::text);
        telling = current;
        if (isPaused) {
            current.pause();
        }
        current.ending().onComplete(ending -> {
            if (telling == current) {
                told(ending);
            }
        });
    }

    private void text(String piece) {
        pass(screening.push(piece));
        if (writer.isFull()) {
            hold();
        }
    }

    /** What comes before an unfit phrase belongs to its sentence and goes with it. */
    private void pass(String released) {
        Finding finding = screening.finding().orElse(null);
        if (finding == null) {
            write(released);
        } else {
            revise(finding);
        }
    }

    private void write(String released) {
        String chunk = chunker.push(released);
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

    private void told(AsyncResult<Ending> ending) {
        if (ending.failed()) {
            result.tryFail(failure(ending.cause()));
            return;
        }
        pass(screening.finish());
        if (screening.finding().isPresent()) {
            return;
        }
        writer.content(chunker.finish());
        if (writer.text().toString().isBlank()) {
            result.tryFail(new StreamFailedException(ErrorCode.WORKFLOW_ERROR, "the storyteller told nothing"));
            return;
        }
        result.tryComplete(new StageWork.Result.Next(draft.told(ending(ending.result()))));
    }

    private static Draft.Ending ending(Ending told) {
        return new Draft.Ending(told.title(), told.choiceQuestion(), told.choices(), told.educationalElements());
    }

    /** What is unfit never leaves; the story goes on from the last sentence before it. */
    private void revise(Finding finding) {
        Telling stopped = telling;
        telling = null;
        if (stopped != null) {
            stopped.cancel();
        }
        if (draft.revisions() == Revisions.MOST) {
            result.tryFail(new StreamFailedException(ErrorCode.UNSAFE_CONTENT, finding.category()));
            return;
        }
        writer.revise(Revisions.keep(writer.text(), writer.text().length()), finding.category());
        draft = draft.revised(finding.category());
        screening = screening();
        chunker = chunker();
        tell();
    }

    private void signal(Signal signal) {
        isPaused = signal == Signal.PAUSE;
        Telling current = telling;
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
            case CANCEL, TIMEOUT, RELEASE -> {
                telling = null;
                current.cancel();
            }
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
