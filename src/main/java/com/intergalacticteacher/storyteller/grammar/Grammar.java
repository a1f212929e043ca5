package com.intergalacticteacher.storyteller.grammar;

import com.intergalacticteacher.event.Brief;
import java.util.List;

/** Thinks out chapters, on the calling thread. Thread-safe. */
public final class Grammar {
    private final Library library = Library.load();

    /** The same chapter for the same arguments, always. */
    public Chapter chapter(long streamId, Brief brief) {
        return chapter(Outline.of(library, streamId, brief));
    }

    /**
     * What to tell after {@code told}: the chapter's rest, where that is its beginning, else another way to its end.
     *
     * @param avoid whether something in the rest was objected to, so that another way has to be taken
     */
    public String rest(long streamId, Brief brief, String told, boolean avoid) {
        Outline outline = Outline.of(library, streamId, brief);
        return new Continuation(outline, chapter(outline).text()).after(told, avoid);
    }

    private static Chapter chapter(Outline outline) {
        Level level = Level.of(outline.brief().child().readingLevel());
        Dice dice = Dice.of("length", outline.streamId());
        List<Beat> beats = Composer.fitted(outline.script(), level, dice);
        return new Chapter(
                Composer.paragraphs(beats, outline.slots()),
                outline.title(),
                outline.question(),
                outline.choices(),
                outline.educationalElements(
                        beats.stream().anyMatch(beat -> beat.name().equals("fact"))));
    }
}
