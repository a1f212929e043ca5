package com.intergalacticteacher.moderation;

import io.vertx.core.Future;

/** Judges what a sentence means, which no list of words can. */
public interface Moderator {

    /**
     * Judges a text for a child of this age, in years. Calls may overlap; each is judged by itself.
     *
     * @return never fails: a moderator that cannot judge, or not in time, refuses with {@link
     *     Judgement#unavailable()}
     */
    Future<Judgement> judge(String text, int age);
}
