package com.intergalacticteacher.moderation;

/** Counts verdicts. Called on any thread. */
public interface ModerationMetrics {
    /** A text was judged. */
    void verdict(Judgement judgement);
}
