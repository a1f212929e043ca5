package com.intergalacticteacher.moderation;

/** Counts verdicts. Called on any thread. */
public interface ModerationMetrics {
    /**
     * A text was judged.
     *
     * @param by {@link Judgement#by()}
     * @param verdict {@link Judgement#verdict()}
     */
    void verdict(String by, String verdict);
}
