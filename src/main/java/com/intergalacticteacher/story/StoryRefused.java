package com.intergalacticteacher.story;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why something of a story was not done. Expected, so without a stack trace. */
public final class StoryRefused extends RuntimeException {
    private final Reason reason;
    private final transient List<Fault> faults;

    StoryRefused(Reason reason, List<Fault> faults) {
        super(reason + " " + faults.stream().map(Fault::field).toList(), null, false, false);
        this.reason = reason;
        this.faults = List.copyOf(faults);
    }

    StoryRefused(Reason reason, String field, @Nullable Object value, String expected) {
        this(reason, List.of(new Fault(field, value, expected)));
    }

    static StoryRefused noSuchChild(long childId) {
        return new StoryRefused(Reason.NOT_FOUND, "child_id", childId, "a child of yours");
    }

    static StoryRefused noSuchStory(long storyId) {
        return new StoryRefused(Reason.NOT_FOUND, "story_id", storyId, "a story of your child's");
    }

    public Reason reason() {
        return reason;
    }

    public List<Fault> faults() {
        return faults;
    }

    public enum Reason {
        /** There is none, or it is somebody else's: the two are not told apart. */
        NOT_FOUND,
        /** Another chapter is the next. */
        OUT_OF_ORDER,
        /** The fields do not go together, or not with the chapter before. */
        INVALID
    }

    /** What is wrong with a field, by its name on the wire. */
    public record Fault(String field, @Nullable Object value, String expected) {}
}
