package com.intergalacticteacher.stream;

import com.intergalacticteacher.event.Brief;
import com.intergalacticteacher.event.Ending;
import com.intergalacticteacher.event.Granularity;
import com.intergalacticteacher.event.StoryEvent;
import org.jspecify.annotations.Nullable;

/**
 * The baton: a chapter on its way through the stages. Who holds it writes the stream, so a stream has one writer.
 *
 * @param epoch the claim it is written under
 * @param choice the number of the choice that led here
 * @param text the chapter so far
 * @param seq the last event written
 * @param percent the progress last told
 * @param revisions how often the text was cut back
 * @param constraint what the rest must avoid, after a revision
 * @param isRestart whether the next stage takes the text up again: after a revision or on another node
 * @param ending what came with the text, once it is whole
 * @param safety the verdict, once it is given
 */
public record Draft(
        long streamId,
        int epoch,
        long parentId,
        long storyId,
        Brief brief,
        Granularity granularity,
        @Nullable Integer choice,
        String text,
        int seq,
        int percent,
        int revisions,
        @Nullable String constraint,
        boolean isRestart,
        @Nullable Ending ending,
        StoryEvent.@Nullable SafetyCheck safety) {

    static Draft blank(
            long streamId,
            int epoch,
            long parentId,
            long storyId,
            Brief brief,
            Granularity granularity,
            @Nullable Integer choice) {
        return new Draft(
                streamId, epoch, parentId, storyId, brief, granularity, choice, "", 0, 0, 0, null, false, null, null);
    }

    public Draft told(Ending ending) {
        return with(text, seq, percent, revisions, constraint, isRestart, ending, safety);
    }

    public Draft judged(StoryEvent.SafetyCheck safety) {
        return with(text, seq, percent, revisions, constraint, isRestart, ending, safety);
    }

    /** To be told on from the text as it is, avoiding what the constraint says. */
    public Draft revised(String constraint) {
        return with(text, seq, percent, revisions + 1, constraint, true, null, null);
    }

    /** As the journal says it is. */
    Draft replayed(String text, int seq, int percent, int revisions, @Nullable String constraint, boolean isRestart) {
        return with(text, seq, percent, revisions, constraint, isRestart, ending, safety);
    }

    /** As a writer left it. */
    Draft written(String text, int seq, int percent, boolean isRestart) {
        return with(text, seq, percent, revisions, constraint, isRestart, ending, safety);
    }

    /** The same chapter of the same stream, further on. */
    private Draft with(
            String text,
            int seq,
            int percent,
            int revisions,
            @Nullable String constraint,
            boolean isRestart,
            @Nullable Ending ending,
            StoryEvent.@Nullable SafetyCheck safety) {
        return new Draft(
                streamId,
                epoch,
                parentId,
                storyId,
                brief,
                granularity,
                choice,
                text,
                seq,
                percent,
                revisions,
                constraint,
                isRestart,
                ending,
                safety);
    }
}
