package com.intergalacticteacher.storyteller.grammar;

import java.util.List;

/** A chapter worked out once: the outline, its steps, and the steps that had room as a whole. */
record Composition(Outline outline, List<Beat> script, Chapter chapter) {

    static Composition of(Outline outline) {
        Level level = Level.of(outline.brief().child().readingLevel());
        List<Beat> script = outline.script();
        List<Beat> beats = Composer.fitted(script, level, Dice.of("length", outline.streamId()));
        boolean factTold = beats.stream().anyMatch(beat -> beat.name().equals("fact"));
        Chapter chapter = new Chapter(
                Composer.paragraphs(beats, outline.slots()),
                outline.title(),
                outline.question(),
                outline.choices(outline.leads()),
                outline.educationalElements(factTold));
        return new Composition(outline, script, chapter);
    }

    /** The chapter, offering nothing in the family's own words. */
    Chapter plain() {
        return new Chapter(
                chapter.paragraphs(),
                chapter.title(),
                chapter.question(),
                outline.choices(outline.plainLeads()),
                chapter.educationalElements());
    }
}
