package com.intergalacticteacher.storyteller.openai;

import com.intergalacticteacher.event.SentenceMarks;
import com.intergalacticteacher.storyteller.Revealer;
import com.intergalacticteacher.storyteller.StandIn;

/** Makes the story of a model's answer: without what is none, without what was told before, with the child's name. */
final class StoryText {
    private final StorySplitter splitter;
    private final Overlap overlap;
    private final Revealer revealer;
    private String first;
    private boolean isEnded;

    /** @param told what the answer continues, in which the stand-in is not put yet; empty if it begins a story */
    StoryText(StandIn standIn, String told) {
        String hidden = Prompt.continued(standIn, told);
        splitter = new StorySplitter(hidden);
        overlap = new Overlap(hidden);
        revealer = new Revealer(standIn);
        first = standIn.rest(told);
        remember(told);
    }

    /** What of the story can be told now. */
    String push(CharSequence piece) {
        String text = splitter.push(piece);
        return text.isEmpty() ? "" : tell(revealer.push(overlap.push(text)));
    }

    /** What of the story is held back still, once the answer has ended. */
    String end() {
        String text = overlap.push(splitter.end()) + overlap.end();
        return tell(revealer.push(text) + revealer.end());
    }

    /** Whether the story stops where one may: at the end of a sentence, or because what follows it has begun. */
    boolean isWhole() {
        return splitter.isTail() || isEnded;
    }

    StorySplitter splitter() {
        return splitter;
    }

    private String tell(String text) {
        if (text.isEmpty()) {
            return text;
        }
        String told = first.isEmpty() ? text : first + text;
        first = "";
        remember(told);
        return told;
    }

    /** A mark that closes decides nothing: what stands before it does. */
    private void remember(String told) {
        for (int i = told.length() - 1; i >= 0; i--) {
            if (!SentenceMarks.isCloser(told.charAt(i))) {
                isEnded = SentenceMarks.isEnd(told.charAt(i));
                return;
            }
        }
    }
}
