package com.intergalacticteacher.stage.generator;

import com.intergalacticteacher.event.Brief;
import com.intergalacticteacher.event.Choice;
import com.intergalacticteacher.moderation.Finding;
import com.intergalacticteacher.moderation.Moderator;
import com.intergalacticteacher.moderation.Screen;
import com.intergalacticteacher.storyteller.Ending;
import com.intergalacticteacher.stream.Cuts;
import com.intergalacticteacher.stream.Draft;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What stands between a storyteller and a child.
 *
 * @param moderator null: the screen judges alone
 * @param cuts where what they cut is kept for the parent
 */
public record Safeguards(Screen screen, @Nullable Moderator moderator, Cuts cuts) {

    /** What is wrong with what came with a chapter: a title and choices are shown like the story itself. */
    Optional<String> objection(Ending ending, Brief.Hero child) {
        return Stream.of(
                        Stream.of(ending.title(), Objects.requireNonNullElse(ending.choiceQuestion(), "")),
                        ending.choices().stream().map(Choice::text),
                        ending.educationalElements().stream())
                .flatMap(texts -> texts)
                .map(text -> screen.examine(text, child.age(), child.language()))
                .flatMap(Optional::stream)
                .map(Finding::category)
                .findFirst();
    }

    static Draft.Ending ending(Ending told) {
        return new Draft.Ending(told.title(), told.choiceQuestion(), told.choices(), told.educationalElements());
    }

    /** The chapter stays; what came with it goes, and the family's own words stand in for the title. */
    static Draft.Ending withoutChoices(Brief brief) {
        String title = brief.title();
        return new Draft.Ending(title == null ? brief.theme() : title, null, List.of(), List.of());
    }
}
